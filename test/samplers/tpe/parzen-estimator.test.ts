import { describe, expect, it } from 'vitest';
import { type Distribution, isListed } from '../../../src/core/distribution.js';
import { createRng } from '../../../src/math/rng.js';
import { kernelDeviations } from '../../../src/samplers/tpe/kernels.js';
import { ParzenEstimator } from '../../../src/samplers/tpe/parzen-estimator.js';

function estimator(distribution: Distribution, values: readonly (number | string)[]): ParzenEstimator {
  return new ParzenEstimator(
    [{ name: 'x', distribution }],
    values.map((x) => ({ x })),
  );
}

describe('logDensity', () => {
  // Golden values: the mixture's formula, written out with the kernels named below, in 80-digit decimal arithmetic.
  it.each([
    [0, -2.38644706820182],
    [2.5, -2.00626757627961],
    [9, -2.73001970616217],
  ])('of a float at %d: N(2, 2), N(3, 4), N(7, 4) and the prior N(5, 10), truncated to [0, 10]', (x, expected) => {
    expect(estimator({ kind: 'float', low: 0, high: 10 }, [2, 3, 7]).logDensity({ x })).toBeCloseTo(expected, 12);
  });

  it.each([
    [1, -1.53198729956601],
    [2, -1.16065887360532],
    [3, -1.31377687501196],
    [4, -1.60042057273978],
  ])('of an integer at %d: the mass of [x - 1/2, x + 1/2] of N(2, 0.8), N(2, 2), N(4, 2) and N(2.5, 4)', (x, expected) => {
    expect(estimator({ kind: 'int', low: 1, high: 4 }, [2, 2, 4]).logDensity({ x })).toBeCloseTo(expected, 12);
  });

  it.each<[string, Distribution, (number | string)[]]>([
    ['integers', { kind: 'int', low: 1, high: 9 }, [2, 9, 5, 5]],
    ['integers on a log scale', { kind: 'int', low: 1, high: 40, log: true }, [1, 40, 3]],
    ['stepped floats', { kind: 'float', low: 0, high: 1, step: 0.25 }, [0.25, 1]],
    ['choices', { kind: 'categorical', choices: ['a', 'b', 'c'], weights: [0.7, 0.2, 0.1] }, ['b', 'b', 'c']],
    ['choices without observations', { kind: 'categorical', choices: ['a', 'b'] }, []],
  ])('sums to 1 over %s', (_, distribution, observations) => {
    const values = isListed(distribution)
      ? distribution.choices
      : Array.from({ length: 41 }, (_, i) => distribution.low + i * (distribution.step ?? 1)).filter(
          (x) => x <= distribution.high,
        );
    const density = estimator(distribution, observations);
    const total = values.reduce<number>((sum, x) => sum + Math.exp(density.logDensity({ x })), 0);
    expect(total).toBeCloseTo(1, 12);
  });
});

describe('sample', () => {
  it('follows the density', () => {
    const density = estimator({ kind: 'categorical', choices: ['a', 'b', 'c'] }, ['b', 'b', 'c']);
    const rng = createRng(1);
    const samples = Array.from({ length: 20_000 }, () => density.sample(rng).x);
    for (const x of ['a', 'b', 'c']) {
      const share = samples.filter((sample) => sample === x).length / samples.length;
      expect(share).toBeCloseTo(Math.exp(density.logDensity({ x })), 1.7);
    }
  });

  it('follows the density of integers too', () => {
    const density = estimator({ kind: 'int', low: 1, high: 4 }, [2, 2, 4]);
    const rng = createRng(1);
    const samples = Array.from({ length: 20_000 }, () => density.sample(rng).x);
    for (const x of [1, 2, 3, 4]) {
      const share = samples.filter((sample) => sample === x).length / samples.length;
      expect(share).toBeCloseTo(Math.exp(density.logDensity({ x })), 1.7);
    }
  });
});

describe('kernelDeviations', () => {
  it('are the larger distance to a neighbour, at least the clip, and the range for the prior', () => {
    // Range 10 and 5 kernels: none is narrower than 10 / 6.
    const deviations = kernelDeviations(Float64Array.of(7, 2, 3, 3, 5), 0, 10);
    expect([...deviations]).toEqual([4, 10 / 6, 10 / 6, 4, 10]);
  });

  it('reach to the farther bound from an only observation', () => {
    expect([...kernelDeviations(Float64Array.of(2, 5), 0, 10)]).toEqual([8, 10]);
  });
});
