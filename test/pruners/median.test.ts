import { describe, expect, it } from 'vitest';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { RunningTrial, Trial } from '../../src/core/trial.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';
import optunaDecisions from './optuna-percentile.json' with { type: 'json' };

const peers = [1, 2, 3, 4, 5].map((loss, i) => completeTrial(i, [loss, loss, loss, loss]));

function decide(trial: RunningTrial, others: readonly Trial[] = peers, options: object = {}): PruneDecision {
  const pruner = createPruner({ type: 'median', ...options });
  return pruner.decide({ trial, trials: [...others, trial], objective: { metric: 'loss', goal: 'minimize' }, studySeed: 1 });
}

describe('median', () => {
  it('prunes what is worse than the median at the step, not what equals it', () => {
    expect(decide(runningTrial(5, [3]))).toEqual({ prune: false, numbers: { step: 1, value: 3, bound: 3, rank: 3, of: 6 } });
    expect(decide(runningTrial(5, [3.1]))).toEqual({
      prune: true,
      explanation: 'best loss 3.1 up to step 1 is worse than the median 3 of 5 trials there',
      numbers: { step: 1, value: 3.1, bound: 3, rank: 4, of: 6 },
    });
  });

  it("compares the trial's best value so far", () => {
    expect(decide(runningTrial(5, [2, 9]))).toMatchObject({ prune: false, numbers: { value: 2 } });
  });

  it('waits for the startup trials, which are complete ones that came to the step', () => {
    const fewer = [...peers.slice(0, 4), prunedTrial(4, [1])];
    expect(decide(runningTrial(5, [99]), fewer)).toEqual({ prune: false });
    expect(decide(runningTrial(5, [99]), fewer, { min_trials: 4 }).prune).toBe(true);
    expect(decide(runningTrial(5, [9, 9, 9, 9, 9]))).toEqual({ prune: false });
  });

  it('lets warmup steps pass and decides every interval steps after them', () => {
    const long = peers.map((peer) => completeTrial(peer.number, Array(12).fill(1)));
    const bad = (steps: number) => decide(runningTrial(5, Array(steps).fill(9)), long, { warmup: 2, interval: 3 }).prune;
    expect(Array.from({ length: 12 }, (_, i) => i + 1).filter(bad)).toEqual([3, 6, 9, 12]);
  });

  it('compares with no NaN', () => {
    const withNaN = [...peers, completeTrial(5, [Number.NaN]), completeTrial(6, [Number.NaN])];
    expect(decide(runningTrial(7, [3]), withNaN)).toMatchObject({ prune: false, numbers: { bound: 3, of: 6 } });
  });
});

describe('percentile', () => {
  it('names itself', () => {
    const pruner = createPruner({ type: 'percentile', percentile: 25 });
    const trial = runningTrial(5, [2.5]);
    const objective = { metric: 'loss', goal: 'minimize' } as const;
    expect(pruner.decide({ trial, trials: [...peers, trial], objective, studySeed: 1 })).toEqual({
      prune: true,
      explanation: 'best loss 2.5 up to step 1 is worse than the 25th percentile 2 of 5 trials there',
      numbers: { step: 1, value: 2.5, bound: 2, rank: 3, of: 6 },
    });
  });

  // Made with Optuna 5.0's PercentilePruner(percentile, n_startup_trials=2, n_warmup_steps, interval_steps) over random values.
  it.each(optunaDecisions)('prunes where Optuna does: $goal, $percentile, from $warmup every $interval', (recorded) => {
    const { goal, percentile, warmup, interval } = recorded;
    const lossOf = (value: number) => (goal === 'maximize' ? -value : value);
    const others = recorded.peers.map((values, i) => completeTrial(i, values.map(lossOf)));
    const pruner = createPruner({ type: 'percentile', percentile, warmup, interval, min_trials: 2 });
    const objective = { metric: 'loss', goal: goal as 'minimize' | 'maximize' };
    const pruned = recorded.own.flatMap((_, i) => {
      const trial = runningTrial(others.length, recorded.own.slice(0, i + 1).map(lossOf));
      return pruner.decide({ trial, trials: [...others, trial], objective, studySeed: 1 }).prune ? [i + 1] : [];
    });
    expect(pruned).toEqual(recorded.pruned);
  });
});
