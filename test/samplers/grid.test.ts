import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { points } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createSampler } from '../../src/samplers/index.js';
import { contextOf } from '../fixtures/contexts.js';
import { smallSpace } from '../fixtures/search-spaces.js';
import { runningTrial } from '../fixtures/trials.js';

const suggest = (trials: readonly Trial[], space = smallSpace) =>
  createSampler({ type: 'grid' }).suggest(contextOf(space, trials));

describe('grid', () => {
  it('tries every point once, while trials still run too, and then is exhausted', () => {
    const trials: Trial[] = [];
    for (const point of points(smallSpace)) {
      expect(suggest(trials)).toEqual(point);
      trials.push(runningTrial(trials.length, [], point));
    }
    expect(suggest(trials)).toBe('exhausted');
  });

  it('skips points that were tried out of order', () => {
    expect(
      suggest([runningTrial(0, [], { kind: 'a', size: 1 }), runningTrial(1, [], { kind: 'b', size: 1, rate: 0.1 })]),
    ).toEqual({
      kind: 'a',
      size: 2,
    });
  });

  it('goes on from where it was, and begins anew with other trials', () => {
    const sampler = createSampler({ type: 'grid' });
    const all = [...points(smallSpace)];
    const trials = all.slice(0, 5).map((point, number) => runningTrial(number, [], point));
    expect(sampler.suggest(contextOf(smallSpace, trials))).toEqual(all[5]);
    // Asked again without a new trial, it says the same; other trials leave other points open.
    expect(sampler.suggest(contextOf(smallSpace, trials))).toEqual(all[5]);
    expect(sampler.suggest(contextOf(smallSpace, trials.slice(1)))).toEqual(all[0]);
  });

  it('walks a large grid once, not once for each suggestion', () => {
    let asked = 0;
    const space = {
      parameters: [1, 2, 3].map((i) => ({ name: `x${i}`, distribution: { kind: 'int', low: 1, high: 12 } as const })),
      constraints: [{ source: 'true', references: ['x1'], holds: () => ++asked > 0 }],
    };
    const sampler = createSampler({ type: 'grid' });
    const trials: Trial[] = [];
    for (let number = 0; number < 1728; number++) {
      const params = sampler.suggest(contextOf(space, trials)) as Params;
      trials.push(runningTrial(number, [], params));
    }
    expect(sampler.suggest(contextOf(space, trials))).toBe('exhausted');
    // Each point by the grid, and each proposal by what surrounds every sampler.
    expect(asked).toBe(2 * 1728);
  });

  it('wants a step for a continuous parameter', () => {
    const space = { parameters: [{ name: 'lr', distribution: { kind: 'float', low: 0, high: 1 } as const }] };
    expect(() => suggest([], space)).toThrow(
      new UsageError(
        'Expected every parameter of a grid to have a finite number of values, but "lr" is continuous: give it a `step`, or list its `values`',
      ),
    );
  });
});
