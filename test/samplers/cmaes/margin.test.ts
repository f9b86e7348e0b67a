import { describe, expect, it } from 'vitest';
import type { OrderedDistribution } from '../../../src/core/distribution.js';
import { normalCdf } from '../../../src/math/normal.js';
import { type Coordinate, cellOf, valueNear } from '../../../src/samplers/cmaes/coordinates.js';
import { deviations, type Evolution, startEvolution } from '../../../src/samplers/cmaes/evolution.js';
import { withMargin } from '../../../src/samplers/cmaes/margin.js';
import { strategyOf } from '../../../src/samplers/cmaes/strategy.js';

const layers: Coordinate = { name: 'layers', distribution: { kind: 'int', low: 1, high: 10 }, stepped: true };
const flag: Coordinate = { name: 'flag', distribution: { kind: 'ordinal', choices: [false, true] }, stepped: true };
const rate: Coordinate = { name: 'rate', distribution: { kind: 'float', low: 0, high: 1 }, stepped: false };
const strategy = strategyOf(3);
const alpha = 1 / (3 * strategy.population);

/** Of N(mean, deviation^2), what lies below and above the cell that `at` lies in. */
function outside({ mean, ...rest }: Evolution, j: number, distribution: OrderedDistribution, at: number) {
  const [low, up] = cellOf(distribution, valueNear({ name: '', distribution, stepped: true }, at));
  const deviation = deviations({ mean, ...rest })[j] as number;
  const m = mean[j] as number;
  return { below: normalCdf((low - m) / deviation), above: normalCdf((m - up) / deviation) };
}

describe('withMargin', () => {
  it.each([
    [0.55, 1e-6],
    [0.501, 0.001],
    [0.599, 0.02],
    [0.55, 0.2],
  ])('keeps both neighbours of a value within reach: mean %f, deviation %f', (mean, deviation) => {
    const before = startEvolution(strategy, Float64Array.of(mean, 0.5, 0.5), deviation);
    const after = withMargin(before, [layers, rate, rate]);
    const { below, above } = outside(after, 0, layers.distribution, mean);
    expect(below).toBeGreaterThanOrEqual((alpha / 2) * (1 - 1e-9));
    expect(above).toBeGreaterThanOrEqual((alpha / 2) * (1 - 1e-9));
    // The value itself stays the one that the mean stands for.
    expect(valueNear(layers, after.mean[0] as number)).toBe(valueNear(layers, mean));
    // A continuous coordinate needs none.
    expect([after.mean[1], after.scale[1]]).toEqual([0.5, 1]);
  });

  it('changes nothing where the neighbours are probable enough', () => {
    const before = startEvolution(strategy, Float64Array.of(0.55, 0.5, 0.5), 0.2);
    const { mean, scale } = withMargin(before, [layers, rate, rate]);
    expect(mean[0]).toBeCloseTo(0.55, 12);
    expect(scale[0]).toBeCloseTo(1, 12);
  });

  it('keeps the mean near the border at the ends of the range, and between two values', () => {
    const before = startEvolution(strategy, Float64Array.of(-3, 0.9, 0.97), 0.01);
    const after = withMargin(before, [layers, flag, layers]);
    expect(outside(after, 0, layers.distribution, 0).above).toBeCloseTo(alpha, 9);
    expect(outside(after, 1, flag.distribution, 0.9).below).toBeCloseTo(alpha, 9);
    expect(outside(after, 2, layers.distribution, 0.97).below).toBeCloseTo(alpha, 9);
    expect([...after.scale]).toEqual([1, 1, 1]);
  });
});
