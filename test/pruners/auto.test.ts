import { describe, expect, it } from 'vitest';
import { createPruner } from '../../src/pruners/index.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

const objective = { metric: 'loss', goal: 'minimize' } as const;
const explained = (epochs?: number, kind?: 'table' | 'module') =>
  createPruner({ type: 'auto' }, { ...(epochs !== undefined && { epochs }), ...(kind && { kind }) }).explain?.({ objective });

describe('auto', () => {
  it('prunes nothing where nobody knows what early is, and says so', () => {
    expect(explained()).toMatch(/^early termination none, since it is not known/);
    expect(explained(1)).toMatch(/^early termination none, since trials run for 1 epoch$/);
    const trial = runningTrial(9, [100]);
    const trials = [...Array.from({ length: 9 }, (_, i) => completeTrial(i, [1, 1])), trial];
    expect(createPruner({ type: 'auto' }).decide({ trial, trials, objective, studySeed: 1 })).toEqual({ prune: false });
  });

  it('takes the median for a few epochs and successive halving for many, with an audit', () => {
    expect(explained(3)).toMatch(/^early termination median, since trials run up to 3 epochs; up to 5 % .* audit$/);
    expect(explained(81)).toMatch(/^early termination asha .*, since trials run up to 81 epochs; up to 5 % .* audit$/);
  });

  it('promotes only where trials go on from a checkpoint', () => {
    expect(createPruner({ type: 'auto' }, { epochs: 81, kind: 'table' }).promote).toBeDefined();
    expect(createPruner({ type: 'auto' }, { epochs: 81, kind: 'module' }).promote).toBeUndefined();
  });
});
