import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { RunningTrial, Trial } from '../../src/core/trial.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, failedTrial, runningTrial } from '../fixtures/trials.js';

const minimize: Objective = { metric: 'loss', goal: 'minimize' };

function decide(trial: RunningTrial, others: readonly Trial[], options: object = {}, objective = minimize): PruneDecision {
  return createPruner({ type: 'asha', ...options }).decide({ trial, trials: [...others, trial], objective, studySeed: 1 });
}

describe('asha', () => {
  it('lets the first to reach a rung go on, and then only the best third', () => {
    const first = [runningTrial(0, [0.5])];
    expect(decide(runningTrial(1, [0.9]), [])).toEqual({ prune: false });
    expect(decide(runningTrial(1, [0.4]), first)).toEqual({ prune: false });
    expect(decide(runningTrial(1, [0.6]), first).prune).toBe(true);
    // Of six the best two go on.
    const five = [0.5, 0.6, 0.7, 0.8, 0.9].map((loss, i) => runningTrial(i, [loss]));
    expect(decide(runningTrial(5, [0.55]), five)).toEqual({ prune: false });
    expect(decide(runningTrial(5, [0.65]), five).prune).toBe(true);
  });

  it('decides at min_iter, min_iter * eta, ... and nowhere else', () => {
    const best = completeTrial(0, Array(30).fill(0.1));
    const bad = (steps: number) => decide(runningTrial(1, Array(steps).fill(0.9)), [best], { min_iter: 2, eta: 3 }).prune;
    expect(Array.from({ length: 30 }, (_, i) => i + 1).filter(bad)).toEqual([2, 6, 18]);
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
    const peers = [0.9, 0.8, 0.7, 0.6, 0.5].map((accuracy, i) => runningTrial(i, [-0.1, -0.1, -accuracy]));
    expect(decide(runningTrial(5, [-0.3, -0.3, -0.41]), peers, {}, objective)).toEqual({
      prune: true,
      explanation: 'val_accuracy 0.41 at step 3 is not in the best 1/3 of 6 trials there (bound 0.8)',
    });
  });

  it('prunes a NaN at a rung, and never counts one as a competitor', () => {
    expect(decide(runningTrial(1, [Number.NaN]), [])).toEqual({
      prune: true,
      explanation: 'loss NaN at step 1 cannot be compared at the rung of step 1',
    });
    expect(decide(runningTrial(1, [9]), [runningTrial(0, [Number.NaN])])).toEqual({ prune: false });
  });

  it('counts what failed trials reported before they failed', () => {
    const failed = { ...failedTrial(0), reports: runningTrial(0, [0.1]).reports };
    expect(decide(runningTrial(1, [0.5]), [failed]).prune).toBe(true);
  });
});
