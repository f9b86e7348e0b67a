import { describe, expect, it } from 'vitest';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { Trial } from '../../src/core/trial.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

const folds = [0.3, 0.1, 0.2, 0.5, 0.4, 0.3];
const best: Trial = { ...completeTrial(0, folds), loss: 0.3 };

function decide(losses: readonly number[], options: object = {}, others: readonly Trial[] = [best]): PruneDecision {
  const trial = runningTrial(others.length, losses);
  const objective = { metric: 'loss', goal: 'minimize' } as const;
  return createPruner({ type: 'wilcoxon', ...options }).decide({ trial, trials: [...others, trial], objective, studySeed: 1 });
}

describe('wilcoxon', () => {
  const worse = folds.map((loss, i) => loss + 0.01 * (i + 1));

  it('stops a trial that is worse on the same instances, as soon as that is significant', () => {
    expect(decide(worse.slice(0, 3))).toMatchObject({ prune: false, numbers: { p: 0.125, of: 3 } });
    expect(decide(worse.slice(0, 4))).toEqual({
      prune: true,
      explanation: 'mean loss 0.3 up to step 4 is worse than the 0.275 of trial 0 on the same 4 instances (p = 0.063)',
      numbers: { step: 4, value: expect.closeTo(0.3), bound: expect.closeTo(0.275), p: 0.0625, of: 4 },
    });
  });

  it('compares with the best complete trial, the instances that both have', () => {
    const good = completeTrial(1, [0.1, 0.1, 0.1, 0.1]);
    expect(decide([0.3, 0.1, 0.2, 0.5, 0.4, 0.3], {}, [best, good])).toMatchObject({ numbers: { of: 4 } });
    expect(decide(worse, {}, [runningTrial(0, folds)])).toEqual({ prune: false });
  });

  it('spares a trial with the better mean', () => {
    // Worse on five of six, by little, and much better on one.
    expect(decide([0.31, 0.12, 0.23, 0.54, 0.45, -5], { p_threshold: 0.9 }).prune).toBe(false);
  });

  it('waits for startup_steps instances', () => {
    expect(decide(worse.slice(0, 4), { startup_steps: 5 })).toEqual({ prune: false });
    expect(decide(worse.slice(0, 5), { startup_steps: 5 }).prune).toBe(true);
  });
});
