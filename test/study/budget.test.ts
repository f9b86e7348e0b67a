import { describe, expect, it } from 'vitest';
import type { Budget, StudySpec } from '../../src/core/study-spec.js';
import type { FailureReason, Trial, WaitingTrial } from '../../src/core/trial.js';
import { endReason } from '../../src/study/budget.js';
import { smallSpace } from '../fixtures/search-spaces.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

function end(
  budget: Budget,
  trials: readonly Trial[],
  elapsedMs = 0,
  goal: 'minimize' | 'maximize' = 'minimize',
  sampler = 'random',
) {
  const spec: StudySpec = {
    name: 'test',
    objective: { metric: 'loss', goal },
    space: smallSpace,
    sampler: { type: sampler },
    pruner: { type: 'none' },
    budget,
    seed: 0,
    task: { kind: 'inline' },
  };
  return endReason(spec, trials, elapsedMs);
}

const waiting: WaitingTrial = { state: 'waiting', number: 2, params: {}, attempt: 1, reports: [] };

describe('trials', () => {
  it('are used up by asking', () => {
    expect(end({ trials: 2 }, [completeTrial(0, [1])])).toBeUndefined();
    expect(end({ trials: 2 }, [completeTrial(0, [1]), runningTrial(1)])).toBe('trials');
  });

  it('that wait are still to run, and are not counted twice', () => {
    expect(end({ trials: 3 }, [completeTrial(0, [1]), runningTrial(1), waiting])).toBeUndefined();
  });
});

it('counts time and epochs over all runs and trials', () => {
  expect(end({ timeMs: 1000 }, [], 999)).toBeUndefined();
  expect(end({ timeMs: 1000 }, [], 1000)).toBe('time');
  expect(end({ epochs: 5 }, [completeTrial(0, [1, 1]), prunedTrial(1, [1, 1])])).toBeUndefined();
  expect(end({ epochs: 5 }, [completeTrial(0, [1, 1]), prunedTrial(1, [1, 1]), runningTrial(2, [1])])).toBe('epochs');
});

it("compares the target in the metric's units", () => {
  expect(end({ target: 0.5 }, [completeTrial(0, [0.6])])).toBeUndefined();
  expect(end({ target: 0.5 }, [completeTrial(0, [0.5])])).toBe('target');
  expect(end({ target: 0.9 }, [completeTrial(0, [-0.8])], 0, 'maximize')).toBeUndefined();
  expect(end({ target: 0.9 }, [completeTrial(0, [-0.95])], 0, 'maximize')).toBe('target');
  // A running trial may still fall back.
  expect(end({ target: 0.5 }, [runningTrial(0, [0.1])])).toBeUndefined();
});

describe('plateau', () => {
  it('counts finished trials since the best, in the order in which they finished', () => {
    const trials = [completeTrial(0, [3]), completeTrial(1, [1]), prunedTrial(2, [9]), completeTrial(3, [2])];
    expect(end({ plateau: 3 }, trials)).toBeUndefined();
    expect(end({ plateau: 2 }, trials)).toBe('plateau');
    // Trial 1 finished last of all: nothing came after it.
    expect(
      end(
        { plateau: 1 },
        trials.map((trial) => (trial.number === 1 ? { ...trial, finishedAt: 99 } : trial)),
      ),
    ).toBeUndefined();
  });

  it('needs a complete trial', () => {
    expect(end({ plateau: 1 }, [prunedTrial(0, [1]), prunedTrial(1, [1])])).toBeUndefined();
  });
});

describe('with several metrics', () => {
  const both = (number: number, error: number, speed: number): Trial => ({
    ...completeTrial(number, [error]),
    metrics: { error, speed },
  });
  const ends = (budget: Budget, trials: readonly Trial[]) =>
    endReason(
      {
        ...{ name: 'test', space: smallSpace, sampler: { type: 'random' }, pruner: { type: 'none' }, seed: 0 },
        objective: { metric: 'error', goal: 'minimize' },
        furtherObjectives: [{ metric: 'speed', goal: 'maximize' }],
        ...{ budget, task: { kind: 'inline' } },
      },
      trials,
      0,
    );

  it('a plateau is as long as the front does not change', () => {
    const trials = [both(0, 5, 5), both(1, 3, 3), both(2, 4, 2), prunedTrial(3, [0])];
    expect(ends({ plateau: 2 }, trials)).toBe('plateau');
    expect(ends({ plateau: 3 }, trials)).toBeUndefined();
    // Worse than trial 1 in the first metric, but none is as fast.
    expect(ends({ plateau: 2 }, [...trials, both(4, 9, 6)])).toBeUndefined();
    // Between those of the front, and one that equals one of it.
    expect(ends({ plateau: 1 }, [...trials, both(4, 4, 4)])).toBeUndefined();
    expect(ends({ plateau: 3 }, [...trials, both(4, 3, 3)])).toBe('plateau');
    // Trial 1 finished after all others.
    const late = trials.map((trial) => (trial.number === 1 ? { ...trial, finishedAt: 99 } : trial));
    expect(ends({ plateau: 1 }, late)).toBeUndefined();
    expect(ends({ plateau: 1 }, [prunedTrial(0, [1])])).toBeUndefined();
  });

  it('one trial has to reach every target', () => {
    const targets = { error: 3, speed: 5 };
    expect(ends({ targets }, [both(0, 1, 1), both(1, 9, 9), both(2, 3.1, 5)])).toBeUndefined();
    expect(ends({ targets }, [both(0, 1, 1), both(1, 3, 5)])).toBe('target');
    expect(ends({ targets: { speed: 9 } }, [both(0, 1, 1), both(1, 9, 9)])).toBe('target');
  });
});

describe('a study in which everything fails', () => {
  const diverged = Array.from({ length: 30 }, (_, i) => failedTrial(i));
  const failing = (reason: FailureReason, count: number) =>
    diverged.slice(0, count).map((trial): Trial => ({ ...trial, reason, message: `trial ${trial.number}` }));

  it.each(['error', 'crashed', 'diverged', 'timeout', 'out-of-memory'] as const)(
    'ends after 10 that fail the same way: %s',
    (reason) => {
      expect(end({ trials: 100 }, failing(reason, 9))).toBeUndefined();
      expect(end({ trials: 100 }, failing(reason, 10))).toBe('all-failed');
      expect(end({}, failing(reason, 10))).toBe('all-failed');
    },
  );

  it('takes errors and crashes for one way, of which 10 are enough whatever else there was', () => {
    const mixed = [...failing('error', 4), ...diverged.slice(4, 8), ...failing('crashed', 14).slice(8)];
    expect(end({ trials: 100 }, mixed.slice(0, 13))).toBeUndefined();
    expect(end({ trials: 100 }, mixed)).toBe('all-failed');
  });

  it('ends with a smaller budget in which all failed', () => {
    expect(end({ trials: 3 }, failing('error', 3))).toBe('all-failed');
    expect(end({ trials: 12 }, [...diverged.slice(0, 6), ...failing('timeout', 12).slice(6)])).toBe('all-failed');
  });

  it('waits longer where they fail in several ways', () => {
    const mixed = [...failing('timeout', 1), ...diverged.slice(1)];
    expect(end({ trials: 100 }, mixed.slice(0, 29))).toBeUndefined();
    expect(end({ trials: 100 }, mixed)).toBe('all-failed');
  });

  it('waits for all of a grid where parameters may be at fault', () => {
    expect(end({}, diverged, 0, 'minimize', 'grid')).toBeUndefined();
    expect(end({}, failing('error', 10), 0, 'minimize', 'grid')).toBe('all-failed');
  });

  it('goes on where a person stopped its first trials', () => {
    expect(end({ trials: 100 }, failing('stopped', 12))).toBeUndefined();
  });

  it('goes on after one success, be it a pruned one', () => {
    expect(end({}, [prunedTrial(10, [1]), ...failing('error', 10)])).toBeUndefined();
  });
});
