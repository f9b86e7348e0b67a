import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { points } from '../../src/core/search-space.js';
import type { Trial } from '../../src/core/trial.js';
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

  it('wants a step for a continuous parameter', () => {
    const space = { parameters: [{ name: 'lr', distribution: { kind: 'float', low: 0, high: 1 } as const }] };
    expect(() => suggest([], space)).toThrow(
      new UsageError(
        'Expected every parameter of a grid to have a finite number of values, but "lr" is continuous: give it a `step`, or list its `values`',
      ),
    );
  });
});
