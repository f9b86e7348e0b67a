import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { PrunedTrial, RunningTrial, Trial } from '../../src/core/trial.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const minimize: Objective = { metric: 'loss', goal: 'minimize' };

function decide(trial: RunningTrial, others: readonly Trial[], options: object = {}, objective = minimize): PruneDecision {
  return createPruner({ type: 'asha', ...options }).decide({ trial, trials: [...others, trial], objective, studySeed: 1 });
}

function accuracies(number: number, values: readonly number[]): RunningTrial {
  const reports = values.map((value, i) => ({ step: i + 1, metrics: { val_accuracy: value }, loss: -value }));
  return { ...runningTrial(number), reports };
}

describe('asha', () => {
  it('refuses to have no rung between its first and its last step', () => {
    expect(() => createPruner({ type: 'asha', min_iter: 4, max_iter: 4 })).toThrow('to be above `min_iter`, got 4 and 4');
  });

  it('lets the first to reach a rung go on, and then only the best third', () => {
    const first = [runningTrial(0, [0.5])];
    expect(decide(runningTrial(0, [0.9]), [])).toEqual({
      prune: false,
      numbers: { rung: 1, value: 0.9, bound: 0.9, rank: 1, of: 1 },
    });
    expect(decide(runningTrial(1, [0.4]), first).prune).toBe(false);
    expect(decide(runningTrial(1, [0.6]), first).prune).toBe(true);
    // Of six the best two go on.
    const five = [0.5, 0.6, 0.7, 0.8, 0.9].map((loss, i) => runningTrial(i, [loss]));
    expect(decide(runningTrial(5, [0.55]), five)).toEqual({
      prune: false,
      numbers: { rung: 1, value: 0.55, bound: 0.55, rank: 2, of: 6 },
    });
    expect(decide(runningTrial(5, [0.65]), five).prune).toBe(true);
  });

  it('decides at min_iter, min_iter * eta, ... and nowhere else', () => {
    const best = completeTrial(0, Array(30).fill(0.1));
    const bad = (steps: number) => decide(runningTrial(1, Array(steps).fill(0.9)), [best], { min_iter: 2, eta: 3 }).prune;
    expect(Array.from({ length: 30 }, (_, i) => i + 1).filter(bad)).toEqual([2, 6, 18]);
    expect(decide(runningTrial(1, [0.9]), [best], { min_iter: 2 })).toEqual({ prune: false });
  });

  it('has no rung from max_iter on', () => {
    const best = completeTrial(0, Array(30).fill(0.1));
    const bad = (steps: number) => decide(runningTrial(1, Array(steps).fill(0.9)), [best], { max_iter: 9 }).prune;
    expect([1, 3, 9, 27].map(bad)).toEqual([true, true, false, false]);
  });

  it('decides on the first report at or after a rung', () => {
    const report = (step: number, loss: number) => ({ step, metrics: { loss }, loss });
    const best = { ...completeTrial(0, []), reports: [report(2, 0.3), report(4, 0.1)] };
    const trial = { ...runningTrial(1), reports: [report(2, 0.2), report(5, 0.9)] };
    expect(decide(trial, [best]).prune).toBe(true);
    expect(decide({ ...trial, reports: trial.reports.slice(0, 1) }, [best]).prune).toBe(false);
  });

  it("explains in the metric's units", () => {
    const objective: Objective = { metric: 'val_accuracy', goal: 'maximize' };
    const peers = [0.9, 0.8, 0.58, 0.5, 0.3, 0.2, 0.15, 0.1].map((value, i) => accuracies(i, [0.1, 0.1, value]));
    expect(decide(accuracies(8, [0.3, 0.3, 0.41]), peers, {}, objective)).toEqual({
      prune: true,
      explanation: 'val_accuracy 0.41 at step 3 is 5th of 9 at this rung; the best 3 go on (bound 0.58)',
      numbers: { rung: 3, value: 0.41, bound: 0.58, rank: 5, of: 9 },
    });
    expect(decide(accuracies(1, [0.3]), [accuracies(0, [0.4])], {}, objective)).toMatchObject({
      explanation: 'val_accuracy 0.3 at step 1 is 2nd of 2 at this rung; the best one goes on (bound 0.4)',
    });
  });

  it('never counts a NaN as a competitor', () => {
    expect(decide(runningTrial(1, [9]), [runningTrial(0, [Number.NaN])])).toMatchObject({ prune: false, numbers: { of: 1 } });
  });

  it('decides at the next value when the report at a rung has none', () => {
    const best = completeTrial(0, [0.1, 0.1]);
    const silent = { step: 1, metrics: { other: 1 }, loss: Number.NaN };
    const late = { step: 2, metrics: { loss: 0.9 }, loss: 0.9 };
    expect(decide({ ...runningTrial(1), reports: [silent] }, [best])).toEqual({ prune: false });
    expect(decide({ ...runningTrial(1), reports: [silent, late] }, [best])).toMatchObject({ prune: true, numbers: { rung: 1 } });
  });

  it('counts what failed trials reported before they failed', () => {
    const failed = { ...failedTrial(0), reports: runningTrial(0, [0.1]).reports };
    expect(decide(runningTrial(1, [0.5]), [failed]).prune).toBe(true);
  });
});

describe('asha, mode: promote', () => {
  const pruner = createPruner({ type: 'asha', mode: 'promote' }, { epochs: 9 });
  const paused = (number: number, losses: readonly number[]): PrunedTrial => ({ ...prunedTrial(number, losses), paused: true });
  const promote = (trials: readonly Trial[]) => pruner.promote?.({ trials, objective: minimize, studySeed: 1 });

  it('pauses every trial at every rung, and says where it stands', () => {
    const decision = decide(runningTrial(1, [0.4]), [runningTrial(0, [0.5])], { mode: 'promote' });
    expect(decision).toEqual({
      prune: true,
      pause: true,
      explanation: 'loss 0.4 at step 1 is 1st of 2 at this rung; it goes on once it is in the best 1/3 there',
      numbers: { rung: 1, value: 0.4, rank: 1, of: 2 },
    });
    expect(decide(runningTrial(0, [0.5, 0.5]), [], { mode: 'promote' })).toEqual({ prune: false });
  });

  it('ends a trial that has diverged: it does not wait', () => {
    const decision = decide(runningTrial(0, [Number.NaN]), [], { mode: 'promote' });
    expect(decision.prune && decision.pause).toBeUndefined();
  });

  it('promotes the best of the best third that waits, and none before there is a third', () => {
    expect(promote([paused(0, [0.5]), paused(1, [0.4])])).toBeUndefined();
    expect(promote([paused(0, [0.5]), paused(1, [0.4]), runningTrial(2, [0.6])])).toBe(1);
    // 1 has been promoted: it takes the only place.
    expect(promote([paused(0, [0.5]), runningTrial(1, [0.4, 0.3]), paused(2, [0.6])])).toBeUndefined();
    expect(promote([3, 1, 2, 6, 5, 4].map((loss, i) => paused(i, [loss])))).toBe(1);
  });

  it('looks at the highest rung first', () => {
    const high = [0.3, 0.2, 0.1].map((loss, i) => paused(i, [1, 1, loss]));
    const low = [0.9, 0.8, 0.7, 0.1].map((loss, i) => paused(i + 3, [loss]));
    expect(promote([...high, ...low])).toBe(2);
    expect(promote([...high.slice(0, 2), ...[0.9, 0.8, 0.1].map((loss, i) => paused(i + 2, [loss]))])).toBe(4);
  });

  it('never promotes what was stopped for good', () => {
    expect(promote([0.1, 0.2, 0.3].map((loss, i) => prunedTrial(i, [loss])))).toBeUndefined();
  });
});
