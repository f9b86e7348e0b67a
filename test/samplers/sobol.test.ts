import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../src/core/search-space.js';
import { createRng } from '../../src/math/rng.js';
import { sobol } from '../../src/samplers/sobol.js';
import { contextOf } from '../fixtures/contexts.js';

const plane: SearchSpace = {
  parameters: [
    { name: 'x', distribution: { kind: 'float', low: 0, high: 8 } },
    { name: 'y', distribution: { kind: 'int', low: 0, high: 7 } },
  ],
};

function suggest(space: SearchSpace, trialNumber: number, attempt = 0, seed = 3) {
  return sobol.create({}).suggest({ ...contextOf(space, [], createRng(trialNumber), { seed }), trialNumber, attempt });
}

describe('sobol', () => {
  it('meets each eighth of every parameter once in eight trials', () => {
    for (const first of [0, 8, 64]) {
      const points = Array.from({ length: 8 }, (_, i) => suggest(plane, first + i) as { x: number; y: number });
      expect(points.map(({ x }) => Math.floor(x)).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(points.map(({ y }) => y).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });

  it('proposes another point on every attempt, and others for another seed', () => {
    const points = [suggest(plane, 5), suggest(plane, 5, 1), suggest(plane, 5, 2), suggest(plane, 5, 0, 4)];
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(4);
  });

  it('moves every coordinate of a point that was turned down', () => {
    const points = [0, 1, 2, 3, 4, 5, 6, 7].map((attempt) => suggest(plane, 5, attempt) as { x: number; y: number });
    expect(new Set(points.map(({ x }) => Math.floor(x))).size).toBeGreaterThanOrEqual(4);
    expect(new Set(points.map(({ y }) => y)).size).toBeGreaterThanOrEqual(4);
  });

  it('goes on at random beyond the dimensions that there are direction numbers for', () => {
    const many: SearchSpace = {
      parameters: Array.from({ length: 130 }, (_, i) => ({
        name: `x${i}`,
        distribution: { kind: 'float', low: 0, high: 1 },
      })),
    };
    expect(Object.keys(suggest(many, 0))).toHaveLength(130);
  });
});
