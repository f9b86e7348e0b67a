import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { PruneDecision } from '../../src/core/pruner.js';
import { createPruner } from '../../src/pruners/index.js';
import { runningTrial } from '../fixtures/trials.js';

function decide(options: object, losses: readonly number[], goal: Objective['goal'] = 'minimize'): PruneDecision {
  const trial = runningTrial(0, losses);
  const objective = { metric: 'loss', goal };
  return createPruner({ type: 'threshold', ...options }).decide({ trial, trials: [trial], objective, studySeed: 1 });
}

describe('threshold', () => {
  it('stops a trial whose value is out of the bounds', () => {
    expect(decide({ upper: 2 }, [2])).toEqual({ prune: false, numbers: { step: 1, value: 2, upper: 2 } });
    expect(decide({ upper: 2 }, [1, 2.5])).toEqual({
      prune: true,
      explanation: 'loss 2.5 at step 2 is above the upper bound 2',
      numbers: { step: 2, value: 2.5, upper: 2 },
    });
    expect(decide({ lower: 0, upper: 2 }, [-1])).toMatchObject({
      prune: true,
      explanation: 'loss -1 at step 1 is below the lower bound 0',
    });
  });

  it("has its bounds in the metric's units, whatever the goal", () => {
    // A loss of -0.05 is a metric of 0.05.
    expect(decide({ lower: 0.1 }, [-0.05], 'maximize')).toMatchObject({ prune: true, numbers: { value: 0.05, lower: 0.1 } });
    expect(decide({ lower: 0.1 }, [-0.5], 'maximize').prune).toBe(false);
  });

  it('lets warmup steps pass', () => {
    expect(decide({ upper: 2, warmup: 2 }, [9, 9])).toEqual({ prune: false });
    expect(decide({ upper: 2, warmup: 2 }, [9, 9, 9]).prune).toBe(true);
  });

  it('wants bounds', () => {
    expect(() => createPruner({ type: 'threshold' })).toThrow('to have a `lower` or an `upper` bound, got neither');
    expect(() => createPruner({ type: 'threshold', lower: 2, upper: 1 })).toThrow('to be at most `upper`, got 2 and 1');
  });
});
