/** What every registered sampler must do, whoever wrote it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { accepts } from '../../src/core/option.js';
import { isFiniteSpace, isPoint, type SearchSpace } from '../../src/core/search-space.js';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { createSampler, samplers } from '../../src/samplers/index.js';
import { Study } from '../../src/study/study.js';
import { mixedSpace, smallSpace } from '../fixtures/search-spaces.js';

type Event = 'complete' | 'prune' | 'fail' | 'ask' | 'interrupt';
const events = fc.array(fc.constantFrom<Event>('complete', 'complete', 'complete', 'prune', 'fail', 'ask', 'interrupt'), {
  minLength: 15,
  maxLength: 60,
});

function specOf(type: string, space: SearchSpace, seed: number): StudySpec {
  return {
    name: 'contract',
    objective: { metric: 'loss', goal: 'minimize' },
    space,
    sampler: { type },
    // Prunes whatever reports NaN, so that pruned trials are among those that the sampler sees.
    pruner: { type: 'asha' },
    budget: {},
    seed,
    task: { kind: 'inline' },
  };
}

/** Asks, and lets the trial go the way of the event. */
function play(study: Study, event: Event, at: number): void {
  const trial = study.ask(at);
  if (trial === 'exhausted' || event === 'ask') return;
  const loss = Object.values(trial.params).reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 1), 0);
  if (event === 'interrupt') study.interrupt(trial.number);
  else if (event === 'fail') study.tell(trial.number, { kind: 'failed', reason: 'out-of-memory', message: 'too large' }, at);
  else if (event === 'prune') {
    study.report(trial.number, 1, { loss: Number.NaN });
    study.tell(trial.number, { kind: 'pruned' }, at);
  } else study.tell(trial.number, { kind: 'complete', metrics: { loss } }, at);
}

function paramsOf(trials: readonly Trial[]): unknown[] {
  return trials.map(({ params }) => params);
}

describe.each(Object.entries(samplers))('sampler %s', (type, { options }) => {
  const runsEndless = (() => {
    try {
      new Study(specOf(type, mixedSpace, 0)).ask(0);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return false;
    }
  })();
  const spaces = runsEndless ? [mixedSpace, smallSpace] : [smallSpace];

  it.each(spaces)('proposes only points of the space', (space) => {
    fc.assert(
      fc.property(fc.integer(), events, (seed, history) => {
        const study = new Study(specOf(type, space, seed));
        history.forEach((event, at) => {
          play(study, event, at);
        });
        for (const { params } of study.trials) expect(isPoint(space, params), JSON.stringify(params)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it.each(spaces)('goes on from stored trials as it would have gone on', (space) => {
    fc.assert(
      fc.property(fc.integer(), events, fc.nat(), (seed, history, cut) => {
        // A trial that runs at the cut is put back by a resume, so histories of this property leave none running.
        const settled = history.map((event) => (event === 'ask' ? 'complete' : event));
        const at = cut % settled.length;
        const whole = new Study(specOf(type, space, seed));
        settled.forEach((event, i) => {
          play(whole, event, i);
        });
        const before = new Study(specOf(type, space, seed));
        settled.slice(0, at).forEach((event, i) => {
          play(before, event, i);
        });
        const stored = structuredClone(before.trials);
        const after = new Study(specOf(type, space, seed), stored);
        settled.slice(at).forEach((event, i) => {
          play(after, event, at + i);
        });
        expect(paramsOf(after.trials)).toEqual(paramsOf(whole.trials));
      }),
      { numRuns: 15 },
    );
  });

  it('knows its options and their defaults', () => {
    for (const option of Object.values(options)) expect(accepts(option, option.default)).toBe(true);
    const defaults = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
    expect(() => createSampler({ type, ...defaults })).not.toThrow();
    expect(() => createSampler({ type, no_such_option: 1 })).toThrow(UsageError);
  });

  if (!runsEndless) {
    it('refuses an endless space, and ends a finite one', () => {
      expect([isFiniteSpace(mixedSpace), isFiniteSpace(smallSpace)]).toEqual([false, true]);
      const study = new Study(specOf(type, smallSpace, 0));
      while (study.ask(0) !== 'exhausted') expect(study.trials.length).toBeLessThanOrEqual(8);
      expect(study.trials).toHaveLength(8);
    });
  }
});

it('names the samplers there are', () => {
  expect(() => createSampler({ type: 'bayes' })).toThrow(/one of .*tpe.*, got "bayes"/);
});
