import { describe, expect, it } from 'vitest';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { RunningTrial, Trial } from '../../src/core/trial.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const peers = [1, 2, 3, 4, 5].map((loss, i) => completeTrial(i, [loss, loss, loss, loss]));

function decide(trial: RunningTrial, others: readonly Trial[] = peers, options: object = {}): PruneDecision {
  const pruner = createPruner({ type: 'median', ...options });
  return pruner.decide({ trial, trials: [...others, trial], objective: { metric: 'loss', goal: 'minimize' }, studySeed: 1 });
}

describe('median', () => {
  it('prunes what is worse than the median at the step, not what equals it', () => {
    expect(decide(runningTrial(5, [3]))).toEqual({ prune: false });
    expect(decide(runningTrial(5, [3.1]))).toEqual({
      prune: true,
      explanation: 'best loss 3.1 up to step 1 is worse than the median 3 of 5 trials there',
    });
  });

  it("compares the trial's best value so far", () => {
    expect(decide(runningTrial(5, [2, 9]))).toEqual({ prune: false });
  });

  it('waits for the startup trials, which are complete ones', () => {
    const fewer = [...peers.slice(0, 4), prunedTrial(4, [1])];
    expect(decide(runningTrial(5, [99]), fewer)).toEqual({ prune: false });
    expect(decide(runningTrial(5, [99]), fewer, { min_trials: 4 }).prune).toBe(true);
  });

  it('lets warmup steps pass and decides every interval steps after them', () => {
    const long = peers.map((peer) => completeTrial(peer.number, Array(12).fill(1)));
    const bad = (steps: number) => decide(runningTrial(5, Array(steps).fill(9)), long, { warmup: 2, interval: 3 }).prune;
    expect(Array.from({ length: 12 }, (_, i) => i + 1).filter(bad)).toEqual([3, 6, 9, 12]);
  });

  it('prunes a NaN, and compares with none', () => {
    expect(decide(runningTrial(5, [1, Number.NaN])).prune).toBe(true);
    const withNaN = [...peers, completeTrial(5, [Number.NaN]), completeTrial(6, [Number.NaN])];
    expect(decide(runningTrial(7, [3]), withNaN)).toEqual({ prune: false });
  });

  it('says nothing where no other trial has come', () => {
    expect(decide(runningTrial(5, [9, 9, 9, 9, 9]))).toEqual({ prune: false });
  });
});
