import { describe, expect, it } from 'vitest';
import type { RunningTrial, Trial } from '../../../src/core/trial.js';
import { createPruner } from '../../../src/pruners/index.js';
import { completeTrial, prunedTrial, runningTrial } from '../../fixtures/trials.js';

const epochs = 20;
const objective = { metric: 'loss', goal: 'minimize' } as const;
const losses = (end: number, seen = epochs) => Array.from({ length: seen }, (_, i) => end + (1 - i / (epochs - 1)) ** 2);
const peers = [0.2, 0.25, 0.3, 0.35, 0.4].map((end, number) => completeTrial(number, losses(end)));

function decide(trial: RunningTrial, trials: readonly Trial[] = peers, options: object = {}) {
  const pruner = createPruner({ type: 'curve', ...options }, { epochs });
  return pruner.decide({ trial, trials: [...trials, trial], objective, epochs, studySeed: 1 });
}

describe('stops a trial', () => {
  it('whose curve leads far above the best, with the numbers that it goes by', () => {
    expect(decide(runningTrial(5, losses(0.9, 14)))).toMatchObject({
      prune: true,
      explanation: expect.stringMatching(/at step 14 is expected to end at .* at step 20: a chance of .* to beat 0\.2/),
      numbers: { incumbent: 0.2, steps: 20, chance: expect.toSatisfy((chance: number) => chance < 0.05) },
    });
  });

  it('that has diverged, whatever its curve was', () => {
    expect(decide(runningTrial(5, [...losses(0, 9), Number.NaN])).prune).toBe(true);
  });
});

describe('lets a trial go on', () => {
  it('whose curve leads below the best, or to it', () => {
    for (const end of [0.1, 0.2]) expect(decide(runningTrial(5, losses(end, 14))).prune).toBe(false);
  });

  it('that is still worse than the others were, but falls faster', () => {
    const late = Array.from({ length: 16 }, (_, i) => 1.6 - 0.08 * i);
    expect(decide(runningTrial(5, late)).prune).toBe(false);
  });

  it('before there is enough to judge by', () => {
    const bad = runningTrial(5, losses(5, 14));
    expect(decide(bad, peers.slice(0, 2)).prune).toBe(false);
    expect(decide(bad, peers, { min_trials: 6 }).prune).toBe(false);
    expect(decide(bad, peers, { min_iter: 15 }).prune).toBe(false);
    expect(decide(bad).prune).toBe(true);
  });

  it('that is the best so far already, or at its end', () => {
    expect(decide(runningTrial(5, [0.1, 3, 3, 3])).prune).toBe(false);
    expect(decide(runningTrial(5, losses(5))).prune).toBe(false);
  });
});

it('learns from complete trials alone', () => {
  const trial = runningTrial(9, losses(0.3, 14));
  const pruned = [5, 6].map((number) => prunedTrial(number, [0.01, 9]));
  expect(decide(trial, [...peers, ...pruned])).toEqual(decide(trial));
});

it('stops the fewer, the lower the bound', () => {
  const trial = runningTrial(5, losses(0.9, 14));
  expect(decide(trial, peers, { probability: 1e-9 }).prune).toBe(false);
  expect(decide(trial, peers, { probability: 0.5 }).prune).toBe(true);
});
