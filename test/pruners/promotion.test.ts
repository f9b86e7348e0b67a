/** Whole runs of asha with `mode: promote`, against Algorithm 2 of Li et al. (2020) written down as it stands there. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import { Study } from '../../src/study/study.js';
import { mixedSpace } from '../fixtures/search-spaces.js';

const eta = 3;
/** The steps r * eta^k of the rungs k = 0, 1, 2 and 3, the last of which ends a trial. */
const levels = [1, 3, 9, 27];
const spec: StudySpec = {
  name: 'promotion',
  objective: { metric: 'loss', goal: 'minimize' },
  space: mixedSpace,
  sampler: { type: 'random' },
  pruner: { type: 'asha', mode: 'promote', eta, audit: 0 },
  budget: {},
  seed: 1,
  task: { kind: 'inline', epochs: 27 },
};

class Algorithm2 {
  /** By rung: what each trial there came to. */
  readonly rungs = levels.map(() => new Map<number, number>());
  readonly #promoted = levels.map(() => new Set<number>());
  #trials = 0;

  /** The trial to run next, and the rung to which it runs. */
  getJob(): { number: number; rung: number } {
    for (let k = levels.length - 2; k >= 0; k--) {
      const rung = [...(this.rungs[k] ?? [])].sort(([a, lossA], [b, lossB]) => lossA - lossB || a - b);
      const candidates = rung.slice(0, Math.floor(rung.length / eta)).map(([number]) => number);
      const promotable = candidates.find((number) => !this.#promoted[k]?.has(number));
      if (promotable === undefined) continue;
      this.#promoted[k]?.add(promotable);
      return { number: promotable, rung: k + 1 };
    }
    return { number: this.#trials++, rung: 0 };
  }
}

/** A worker runs the trial to its next rung. */
function runToRung(study: Study, number: number, lossOf: (step: number) => number): void {
  for (let step = (study.trials[number]?.reports.at(-1)?.step ?? 0) + 1; step <= 27; step++) {
    if (!study.report(number, step, { loss: lossOf(step) }).decision.prune) continue;
    study.tell(number, { kind: 'pruned' }, step);
    return;
  }
  study.tell(number, { kind: 'complete', metrics: { loss: lossOf(27) } }, 27);
}

it('promotes as Algorithm 2 does, with several workers', () => {
  const workers = fc.integer({ min: 1, max: 5 });
  // Losses are few, so that many are equal.
  const losses = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }), {
    minLength: 90,
    maxLength: 90,
  });
  const order = fc.array(fc.nat(), { minLength: 90, maxLength: 90 });
  fc.assert(
    fc.property(workers, losses, order, (count, table, finishing) => {
      const study = new Study(spec);
      const paper = new Algorithm2();
      const busy: { number: number; rung: number }[] = [];
      const lossAt = (number: number, rung: number) => table[number]?.[rung] ?? 0;
      const start = () => {
        const job = paper.getJob();
        busy.push(job);
        const trial = study.ask(0);
        expect(trial).toMatchObject({ number: job.number, attempt: job.rung + 1 });
        if (job.rung > 0) expect(trial).toMatchObject({ resumeStep: levels[job.rung - 1] });
      };
      for (let worker = 0; worker < count; worker++) start();
      for (const pick of finishing) {
        const [{ number, rung } = { number: 0, rung: 0 }] = busy.splice(pick % busy.length, 1);
        runToRung(study, number, (step) =>
          lossAt(
            number,
            levels.findIndex((level) => step <= level),
          ),
        );
        paper.rungs[rung]?.set(number, lossAt(number, rung));
        start();
      }
      expect(study.trials.filter(({ state }) => state === 'complete')).toHaveLength(paper.rungs.at(-1)?.size ?? 0);
    }),
    { numRuns: 30 },
  );
});

it('takes a promoted trial that was cut off for one that has left its rung', () => {
  const study = new Study(spec);
  for (const loss of [0.1, 0.2, 0.3]) {
    const trial = study.ask(0);
    if (trial !== 'exhausted') runToRung(study, trial.number, () => loss);
  }
  expect(study.ask(0)).toMatchObject({ number: 0, attempt: 2, resumeStep: 1 });
  study.interrupt(0);
  expect(study.ask(0)).toMatchObject({ number: 0, attempt: 3, resumeStep: 1 });
  expect(study.ask(0)).toMatchObject({ number: 3, attempt: 1 });
});
