import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../src/core/search-space.js';
import { createRng } from '../../src/math/rng.js';
import { latinHypercube } from '../../src/samplers/latin-hypercube.js';
import { contextOf } from '../fixtures/contexts.js';

const space: SearchSpace = {
  parameters: [
    { name: 'x', distribution: { kind: 'float', low: 0, high: 1 } },
    { name: 'rate', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } },
    { name: 'layers', distribution: { kind: 'int', low: 1, high: 5 } },
  ],
};
type Point = { x: number; rate: number; layers: number };

function pointsOf(from: number, count: number, trials?: number, seed = 1): Point[] {
  const sampler = latinHypercube.create({});
  return Array.from({ length: count }, (_, i) => {
    const context = contextOf(space, [], createRng(from + i), { seed, ...(trials && { trials }) });
    return sampler.suggest({ ...context, trialNumber: from + i }) as Point;
  });
}

const strataOf = (units: readonly number[], size: number) => units.map((unit) => Math.floor(unit * size)).sort((a, b) => a - b);

describe('latin-hypercube', () => {
  it.each([
    [undefined, 32, 0],
    [undefined, 32, 2],
    [20, 20, 1],
    [50, 50, 3],
  ])('meets each stratum once in a block: of %s trials planned, %d from block %d on', (trials, size, block) => {
    const points = pointsOf(block * size, size, trials);
    const every = Array.from({ length: size }, (_, i) => i);
    expect(
      strataOf(
        points.map(({ x }) => x),
        size,
      ),
    ).toEqual(every);
    expect(
      strataOf(
        points.map(({ rate }) => Math.log10(rate) / 4 + 1),
        size,
      ),
    ).toEqual(every);
  });

  it('takes each value of a stepped range as often', () => {
    const layers = pointsOf(0, 50, 50).map((point) => point.layers);
    expect([1, 2, 3, 4, 5].map((value) => layers.filter((count) => count === value).length)).toEqual([10, 10, 10, 10, 10]);
  });

  it('mixes parameters and blocks each in an order of its own', () => {
    const orders = [
      pointsOf(0, 32).map(({ x }) => Math.floor(x * 32)),
      pointsOf(32, 32).map(({ x }) => Math.floor(x * 32)),
      pointsOf(0, 32).map(({ rate }) => Math.floor((Math.log10(rate) / 4 + 1) * 32)),
      pointsOf(0, 32, undefined, 2).map(({ x }) => Math.floor(x * 32)),
    ];
    expect(new Set(orders.map((order) => order.join())).size).toBe(4);
  });
});
