import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { PruneDecision } from '../../src/core/pruner.js';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

const peers = [1, 2, 3, 4, 5].map((loss, i) => completeTrial(i, Array(9).fill(loss)));

function decide(
  options: object,
  losses: readonly number[],
  objective: Objective = { metric: 'loss', goal: 'minimize' },
): PruneDecision {
  const trial = runningTrial(5, losses);
  return createPruner({ type: 'patient', ...options }).decide({ trial, trials: [...peers, trial], objective, studySeed: 1 });
}

describe('patience of another pruner', () => {
  const asha = { type: 'asha', min_iter: 2, eta: 3 };

  it('lets a trial that still becomes better pass a rung, with the options of the pruner', () => {
    expect(decide({ ...asha, patience: 1 }, [9, 8])).toMatchObject({ prune: false, numbers: { value: 8, before: 9 } });
    expect(decide({ ...asha, patience: 1 }, [8, 9])).toMatchObject({ prune: true, numbers: { rung: 2, patience: 1 } });
    expect(decide({ ...asha, min_iter: 3, patience: 1 }, [8, 9])).toMatchObject({ prune: false });
  });

  it('is none with 0', () => {
    for (const losses of [[9], [9, 8], [8, 9]]) expect(decide({ ...asha, patience: 0 }, losses)).toEqual(decide(asha, losses));
  });

  it('promotes as the pruner does', () => {
    const pruner = createPruner({ ...asha, patience: 1, mode: 'promote' }, { epochs: 9 });
    expect(pruner.promote).toBeDefined();
  });
});

describe('patient', () => {
  it('lets the other pruner decide only when nothing has become better for so many reports', () => {
    expect(decide({ patience: 2 }, [9, 9])).toEqual({ prune: false });
    expect(decide({ patience: 2 }, [9, 8, 7, 6])).toMatchObject({ prune: false, numbers: { value: 6, before: 8 } });
    expect(decide({ patience: 2 }, [8, 9, 9])).toMatchObject({
      prune: true,
      explanation:
        'best loss 8 up to step 3 is worse than the median 3 of 5 trials there; loss 9 is the best of the last 2 reports up to ' +
        'step 3, no better than the 8 before',
      numbers: { step: 3, value: 8, before: 8, patience: 2, bound: 3 },
    });
    expect(decide({ patience: 2 }, [2, 9, 9])).toMatchObject({ prune: false, numbers: { bound: 3 } });
  });

  it('can hold back the extrapolation of curves', () => {
    const hopeless = (options: object) => decide({ of: 'curve', ...options }, [90, 90, 89, 88]);
    expect(hopeless({ patience: 1 })).toMatchObject({ prune: false, numbers: { value: 88, before: 89 } });
    expect(hopeless({ patience: 1, min_delta: 2 })).toMatchObject({ prune: true, numbers: { chance: expect.any(Number) } });
  });

  it('needs no other pruner', () => {
    expect(decide({ of: 'none', patience: 2 }, [2, 3, 3])).toEqual({
      prune: true,
      explanation: 'loss 3 is the best of the last 2 reports up to step 3, no better than the 2 before',
      numbers: { step: 3, value: 3, before: 2, patience: 2 },
    });
  });

  it("asks for an improvement of more than min_delta, in the metric's units", () => {
    const maximize: Objective = { metric: 'loss', goal: 'maximize' };
    expect(decide({ of: 'none', patience: 1, min_delta: 0.5 }, [-2, -2.5], maximize)).toMatchObject({
      prune: true,
      numbers: { value: 2.5, before: 2 },
    });
    expect(decide({ of: 'none', patience: 1, min_delta: 0.4 }, [-2, -2.5], maximize).prune).toBe(false);
  });
});
