import { describe, expect, it } from 'vitest';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import { deviations, type Evolution, evolve, sample, startEvolution } from '../../../src/samplers/cmaes/evolution.js';
import { strategyOf } from '../../../src/samplers/cmaes/strategy.js';

/** The losses of the means over `generations`. */
function minimise(loss: (x: Float64Array) => number, n: number, generations: number, seed: number): Evolution {
  const rng = createRng(seed);
  let evolution = startEvolution(strategyOf(n), new Float64Array(n).fill(0.5), 0.3);
  for (let g = 0; g < generations; g++) {
    const points = Array.from({ length: evolution.strategy.population }, () =>
      sample(
        evolution,
        new Float64Array(n).map(() => standardNormal(rng)),
      ),
    );
    evolution = evolve(
      evolution,
      points.sort((a, b) => loss(a) - loss(b)),
    );
  }
  return evolution;
}

describe('evolve', () => {
  it('converges on an ill-conditioned ellipsoid and learns its axes', () => {
    // Axis ratio 1000 in loss, turned by 45 degrees between neighbours.
    const turned = (x: Float64Array) => [
      x[0] as number,
      ((x[1] as number) + (x[2] as number)) / 2,
      ((x[1] as number) - (x[2] as number)) / 2,
    ];
    const loss = (x: Float64Array) => turned(x).reduce((sum, v, i) => sum + 1000 ** (i / 2) * v * v, 0);
    for (const seed of [1, 2, 3, 4, 5]) {
      const { mean, eigen } = minimise(loss, 3, 120, seed);
      expect(loss(mean)).toBeLessThan(1e-12);
      const [smallest, largest] = [Math.min(...eigen.values), Math.max(...eigen.values)];
      // C approximates the inverse Hessian, up to a factor: its axis ratio is the loss's.
      expect(largest / smallest).toBeGreaterThan(100);
      expect(largest / smallest).toBeLessThan(10000);
    }
  });

  it('widens on a slope', () => {
    const { sigma, mean } = minimise((x) => x[0] as number, 4, 15, 1);
    expect(sigma).toBeGreaterThan(0.6);
    expect(mean[0]).toBeLessThan(-2);
  });

  it('is not thrown off by a point from far away', () => {
    const start = startEvolution(strategyOf(2), Float64Array.of(0.5, 0.5), 0.01);
    const near = Array.from({ length: 5 }, (_, i) => Float64Array.of(0.5 + 0.004 * (i - 2), 0.5 - 0.003 * (i - 2)));
    const next = evolve(start, [Float64Array.of(1e6, -1e6), ...near]);
    expect(Math.abs((next.mean[0] as number) - 0.5)).toBeLessThan(0.03);
    expect(Math.max(...deviations(next))).toBeLessThan(0.04);
  });
});
