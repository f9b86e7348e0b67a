import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moments } from '../../../../src/math/moments.js';
import { normalQuantile } from '../../../../src/math/normal.js';
import { createRng, standardNormal } from '../../../../src/math/rng.js';
import { learnScale, scaled } from '../../../../src/training/data/tabular/number-scaling.js';

const values = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 })
  .filter((list) => list.some((value) => Math.abs(value - (list[0] as number)) > 1e-3));

describe('standard', () => {
  it('gives the training values mean 0 and deviation 1', () => {
    fc.assert(
      fc.property(values, (list) => {
        const scale = learnScale(list, 'standard');
        const { mean, deviation } = moments(list.map((value) => scaled(value, scale)));
        expect(mean).toBeCloseTo(0, 6);
        expect(deviation).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('quantile', () => {
  it('gives each value the normal quantile of its mean rank', () => {
    const scale = learnScale([3, 1, 2, 2], 'quantile');
    const expected = [1, 4, 7].map((eighths) => normalQuantile(eighths / 8));
    expect([1, 2, 3].map((value) => scaled(value, scale))).toEqual([expected[0], normalQuantile(4 / 8), expected[2]]);
    expect(scaled(1.5, scale)).toBeCloseTo((expected[0] as number) / 2, 12);
    expect([0, -1e9].map((value) => scaled(value, scale))).toEqual([expected[0], expected[0]]);
    expect([4, 1e9].map((value) => scaled(value, scale))).toEqual([expected[2], expected[2]]);
  });

  it('never falls', () => {
    const any = fc.double({ min: -1e7, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(values, any, any, (list, a, b) => {
        const scale = learnScale(list, 'quantile');
        expect(scaled(Math.max(a, b), scale)).toBeGreaterThanOrEqual(scaled(Math.min(a, b), scale));
      }),
    );
  });

  it('makes a long tail normal, in few points', () => {
    const rng = createRng(1);
    const long = Array.from({ length: 5000 }, () => Math.exp(3 * standardNormal(rng)));
    const scale = learnScale(long, 'quantile');
    const { mean, deviation } = moments(long.map((value) => scaled(value, scale)));
    expect(mean).toBeCloseTo(0, 2);
    expect(deviation).toBeCloseTo(1, 1);
    expect(JSON.stringify(scale).length).toBeLessThan(15_000);
  });
});

it('none leaves numbers as they are', () => {
  expect(scaled(42.5, learnScale([1, 2], 'none'))).toBe(42.5);
});
