/** What every registered pruner must do, whoever wrote it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { accepts } from '../../src/core/option.js';
import type { Trial } from '../../src/core/trial.js';
import { createPruner, pruners } from '../../src/pruners/index.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const losses = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.double({ noNaN: true, min: -10, max: 10 }) }, fc.constant(Number.NaN)),
  {
    minLength: 1,
    maxLength: 12,
  },
);
const peers = fc
  .array(fc.tuple(losses, fc.constantFrom(completeTrial, prunedTrial, runningTrial)), { maxLength: 20 })
  .map((histories) => histories.map(([history, make], number): Trial => make(number, history)));

describe.each(Object.entries(pruners))('pruner %s', (type, { options }) => {
  const pruner = createPruner({ type });
  const objective = { metric: 'loss', goal: 'minimize' } as const;

  it('decides the same whenever it is asked about the same trials, and changes none of them', () => {
    fc.assert(
      fc.property(peers, losses, (others, history) => {
        const trial = runningTrial(others.length, history);
        const context = { trial, trials: [...others, trial], objective, studySeed: 1 };
        const before = structuredClone(context);
        const decision = pruner.decide(context);
        expect(createPruner({ type }).decide(before)).toEqual(decision);
        expect(context).toEqual(before);
      }),
    );
  });

  it('explains every pruning', () => {
    fc.assert(
      fc.property(peers, losses, (others, history) => {
        const trial = runningTrial(others.length, history);
        const decision = pruner.decide({ trial, trials: [...others, trial], objective, studySeed: 1 });
        if (decision.prune) expect(decision.explanation).toMatch(/loss (-?\d|NaN).* step \d+/);
      }),
    );
  });

  it('never prunes the best trial, nor the first one', () => {
    fc.assert(
      fc.property(peers, fc.integer({ min: 1, max: 12 }), (others, steps) => {
        const trial = runningTrial(others.length, Array(steps).fill(-11));
        expect(pruner.decide({ trial, trials: [...others, trial], objective, studySeed: 1 })).toEqual({ prune: false });
      }),
    );
    const first = runningTrial(0, [1, 2, 3]);
    expect(pruner.decide({ trial: first, trials: [first], objective, studySeed: 1 })).toEqual({ prune: false });
  });

  it('continues a trial that has reported nothing', () => {
    expect(pruner.decide({ trial: runningTrial(0), trials: [runningTrial(0)], objective, studySeed: 1 })).toEqual({
      prune: false,
    });
  });

  it('knows its options and their defaults', () => {
    for (const option of Object.values(options)) expect(accepts(option, option.default)).toBe(true);
    expect(() => createPruner({ type, no_such_option: 1 })).toThrow(UsageError);
  });
});

it('names the pruners there are', () => {
  expect(() => createPruner({ type: 'hyperbrand' })).toThrow(/one of .*asha.*, got "hyperbrand"/);
});
