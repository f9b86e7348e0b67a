import { describe, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { furtherRuns } from '../../src/study/further-runs.js';
import { nextPurpose, nextRepeats } from '../../src/study/next-repeats.js';
import { raceText, roundText } from '../../src/study/round-text.js';
import { Study } from '../../src/study/study.js';
import { trialSeed } from '../../src/study/trial-seed.js';
import { wantedModels } from '../../src/study/wanted-models.js';
import { repeatOf, study, waitingRepeat } from '../fixtures/repeats.js';

const spec: StudySpec = {
  name: 'test',
  objective: { metric: 'loss', goal: 'minimize' },
  space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 9 } }] },
  sampler: { type: 'random' },
  pruner: { type: 'none' },
  budget: { trials: 3 },
  seed: 7,
  repeats: { seeds: 2, top: 2, drop: true },
  finalize: { top: 1, seeds: 2 },
  task: { kind: 'inline' },
};

const searched = study([3, 1, 2]);
const raced = study(
  [3, 1, 2],
  [
    [1, 2, 5],
    [2, 2, 4],
  ],
);
const finals = [repeatOf(5, 2, 1, 4, 'finalize'), repeatOf(6, 2, 2, 6, 'finalize')];

const linedUp = (trials: readonly Trial[], purpose: 'repeat' | 'finalize', changes: Partial<StudySpec> = {}) =>
  nextRepeats(trials, { ...spec, ...changes }, purpose).map(({ first, round }) => [first.number, round]);

describe('after the search', () => {
  it('comes the race, then the final retrainings of whoever won it, then nothing', () => {
    expect(nextPurpose(spec, searched, 0)).toBe('repeat');
    expect(linedUp(searched, 'repeat')).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(nextPurpose(spec, raced, 0)).toBe('finalize');
    expect(linedUp(raced, 'finalize')).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(nextPurpose(spec, [...raced, ...finals], 0)).toBeUndefined();
  });

  it('come those first that wait', () => {
    expect(nextPurpose(spec, [...searched, waitingRepeat(3, 1, 2)], 0)).toBe('repeat');
    expect(nextPurpose(spec, [...raced, waitingRepeat(5, 2, 1, 'finalize')], 0)).toBe('finalize');
    // Nobody asks for them any more.
    const { repeats: _, ...withoutRace } = spec;
    expect(
      nextPurpose({ ...withoutRace, finalize: { top: 0, seeds: 1 } }, [...searched, waitingRepeat(3, 1, 2)], 0),
    ).toBeUndefined();
  });

  it('there are fewer finalists where there are fewer configurations', () => {
    expect(linedUp(study([2, 1]), 'finalize', { finalize: { top: 5, seeds: 1 } })).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('final retrainings go on with what is missing of the same finalists, whatever the first ones came to', () => {
    expect(linedUp([...raced, repeatOf(5, 2, 1, 1000, 'finalize')], 'finalize')).toEqual([[2, 2]]);
    expect(linedUp([...raced, ...finals], 'finalize', { finalize: { top: 2, seeds: 2 } })).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('the time that is left decides what is still run', () => {
    const timed = { ...spec, budget: { timeMs: 1000 } };
    expect(nextPurpose(timed, searched, 799)).toBe('repeat');
    expect(nextPurpose(timed, searched, 800)).toBe('finalize');
    expect(nextPurpose(timed, searched, 1000)).toBeUndefined();
  });
});

describe('a study', () => {
  it('puts a round in line at once, under one seed for all of it', () => {
    const running = new Study(spec, searched);
    const lined = running.lineUp('repeat');
    expect(lined).toMatchObject([
      { number: 3, state: 'waiting', params: { x: 1 }, repeatOf: 1, purpose: 'repeat', round: 2 },
      { number: 4, state: 'waiting', params: { x: 2 }, repeatOf: 2, purpose: 'repeat', round: 2 },
    ]);
    expect(new Set(lined.map((trial) => trialSeed(7, trial))).size).toBe(1);
    expect(trialSeed(7, { number: 3, purpose: 'finalize', round: 2 })).not.toBe(
      trialSeed(7, { number: 3, purpose: 'repeat', round: 2 }),
    );
    expect(running.takeUp(0)).toBeUndefined();
    expect(running.takeUp(0, 'finalize')).toBeUndefined();
    expect(running.takeUp(0, 'repeat')).toMatchObject({ number: 3, state: 'running', repeatOf: 1, attempt: 1 });
    expect(running.interrupt(3)).toMatchObject({ state: 'waiting', repeatOf: 1, purpose: 'repeat', round: 2 });
  });

  it('searches on after a race as if there had been none', () => {
    const more = { ...spec, budget: { trials: 9 }, sampler: { type: 'tpe', startup_trials: 2 } };
    const paramsAfter = (trials: readonly Trial[]) => {
      const running = new Study(more, trials);
      return Array.from({ length: 4 }, () => {
        const trial = running.ask(0);
        if (trial === 'exhausted') throw new Error('Exhausted');
        running.tell(trial.number, { kind: 'complete', metrics: { loss: Number(trial.params.x) } }, 0);
        return trial.params;
      });
    };
    expect(paramsAfter(raced)).toEqual(paramsAfter(searched));
  });

  it('prunes no repeat, whatever the pruner would say, but a person may', () => {
    const running = new Study({ ...spec, pruner: { type: 'threshold', upper: 0.5 } }, searched);
    running.lineUp('repeat');
    running.takeUp(0, 'repeat');
    expect(running.report(3, 1, { loss: 99 }).decision).toEqual({ prune: false });
    running.prune(3);
    expect(running.report(3, 2, { loss: 99 }).decision).toMatchObject({ prune: true });
  });
});

describe('models are kept', () => {
  const numbers = (trials: readonly Trial[], tested: number[] = [], changes: Partial<StudySpec> = {}) =>
    [...wantedModels({ ...spec, ...changes }, trials, new Set(tested))].sort((a, b) => a - b);

  it('of those that may yet win', () => {
    const { repeats: _race, finalize: _finals, ...plain } = spec;
    expect([...wantedModels(plain, searched, new Set())]).toEqual([1]);
    expect(numbers(searched)).toEqual([1, 2]);
    expect(
      numbers(
        study(
          [3, 1, 2],
          [
            [1, 2, 5],
            [2, 2],
          ],
        ),
      ),
    ).toEqual([1]);
  });

  it('of final retrainings until they have been measured', () => {
    expect(numbers([...raced, ...finals])).toEqual([1, 2, 5, 6]);
    expect(numbers([...raced, ...finals], [5, 6])).toEqual([1, 2]);
  });
});

describe('a reader is told', () => {
  it('who runs in a round, who leaves the race and who has won it', () => {
    const running = new Study(spec, searched);
    expect(roundText(spec, running.lineUp('repeat'))).toEqual([
      'Round 2 of 2 of the race: configurations 1, 2 under another seed',
    ]);
    expect(raceText(spec, raced, true)).toEqual([
      'The race is over: configuration 2 stands first, with a mean loss of 4 over one fresh seed',
    ]);
    const failed = study(
      [3, 1, 2],
      [
        [1, 2, 5],
        [2, 2],
      ],
    );
    expect(raceText(spec, failed, false)).toEqual(['Configuration 2 leaves the race: its run in round 2 came to nothing']);
    const clear = study(
      [3, 1, 2],
      [
        [1, 2, 1],
        [2, 2, 4],
        [1, 3, 1.5],
        [2, 3, 4.6],
      ],
    );
    expect(raceText({ ...spec, repeats: { seeds: 5, top: 2, drop: true } }, clear, true)).toEqual([
      'Configuration 2 leaves the race after round 3: worse than 1 by 3.05 on average (p 0.005)',
      'The race is over: configuration 1 stands first, with a mean loss of 1.25 over 2 fresh seeds',
    ]);
  });

  it('whom the final retrainings are of', () => {
    expect(roundText(spec, new Study(spec, raced).lineUp('finalize'))).toEqual([
      'The 2 final retrainings: configuration 2, under fresh seeds',
    ]);
    expect(roundText(spec, [])).toEqual([]);
  });

  it('how many runs come on top', () => {
    expect(furtherRuns(spec)).toEqual({ mostRepeats: 2, finals: 2 });
    expect(furtherRuns({ ...spec, repeats: { seeds: 4, top: 'all', drop: false } })).toEqual({ mostRepeats: 9, finals: 2 });
    const endless = { ...spec, budget: { timeMs: 1 }, repeats: { seeds: 4, top: 'all', drop: true } as const };
    expect(furtherRuns(endless)).toEqual({ mostRepeats: undefined, finals: 2 });
    const { repeats: _race, finalize: _finals, ...plain } = spec;
    expect(furtherRuns(plain)).toEqual({ mostRepeats: 0, finals: 0 });
  });
});
