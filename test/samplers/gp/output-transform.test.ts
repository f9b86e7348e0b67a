import { describe, expect, it } from 'vitest';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import { inverseYeoJohnson, OutputTransform, yeoJohnson } from '../../../src/samplers/gp/output-transform.js';

describe('the power transformation', () => {
  it('is that of Yeo and Johnson, by hand', () => {
    expect(yeoJohnson(3, 0.5)).toBeCloseTo(2, 14); // (sqrt(4) - 1) / 0.5
    expect(yeoJohnson(3, 0)).toBeCloseTo(Math.log(4), 14);
    expect(yeoJohnson(-3, 1.5)).toBeCloseTo(-2, 14);
    expect(yeoJohnson(-3, 2)).toBeCloseTo(-Math.log(4), 14);
    expect(yeoJohnson(-0.7, 1)).toBeCloseTo(-0.7, 14);
  });

  it('has an inverse', () => {
    for (const power of [-2, -0.5, 0, 1, 1.7, 2]) {
      for (const z of [-4, -0.3, 0, 0.2, 5]) expect(inverseYeoJohnson(yeoJohnson(z, power), power)).toBeCloseTo(z, 9);
    }
    expect(inverseYeoJohnson(1, -1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('of losses', () => {
  const rng = createRng(1);
  const normal = Array.from({ length: 200 }, () => standardNormal(rng));

  it('is standard, and can be undone', () => {
    const losses = normal.map((z) => 100 * Math.exp(2 * z));
    const transform = new OutputTransform(losses);
    const values = losses.map((loss) => transform.forward(loss));
    expect(values.reduce((sum, v) => sum + v, 0) / 200).toBeCloseTo(0, 10);
    expect(values.reduce((sum, v) => sum + v * v, 0) / 200).toBeCloseTo(1, 10);
    losses.forEach((loss, i) => {
      expect(transform.backward(values[i] as number) / loss).toBeCloseTo(1, 6);
    });
  });

  it('brings in a long tail of bad ones, and leaves normal ones as they are', () => {
    const skewness = (values: readonly number[]) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      const moment = (power: number) => values.reduce((sum, v) => sum + (v - mean) ** power, 0) / values.length;
      return moment(3) / moment(2) ** 1.5;
    };
    const skewed = normal.map((z) => Math.exp(1.5 * z));
    const transform = new OutputTransform(skewed);
    expect(skewness(skewed)).toBeGreaterThan(3);
    expect(Math.abs(skewness(skewed.map((loss) => transform.forward(loss))))).toBeLessThan(1.5);
    const plain = new OutputTransform(normal);
    expect(plain.forward(1) - plain.forward(0)).toBeCloseTo(1, 0);
  });

  it('takes losses that are all the same', () => {
    const transform = new OutputTransform([3, 3]);
    expect(transform.forward(3)).toBe(0);
    expect(transform.backward(0)).toBe(3);
  });
});
