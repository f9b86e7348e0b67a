import { expect, it } from 'vitest';
import { blockResiduals } from '../../src/math/block-residuals.js';
import { meanEstimate } from '../../src/math/mean-estimate.js';

it('is what rows and columns do not explain', () => {
  // 2 0 / 0 2 about the mean: each value is off by 1, with one degree of freedom.
  expect(
    blockResiduals([
      [2, 0],
      [0, 2],
    ]),
  ).toEqual({ variance: 4, df: 1 });
  expect(
    blockResiduals([
      [1, 5, 9],
      [2, 6, 10],
      [0, 4, 8],
    ]),
  ).toEqual({ variance: 0, df: 4 });
});

it('of two rows is half the variance of their differences', () => {
  const [a, b] = [
    [3.1, 4.7, 2.2, 5],
    [2.9, 5.3, 1, 4.4],
  ] as const;
  const { standardError, df } = meanEstimate(a.map((value, i) => value - (b[i] as number)));
  const residuals = blockResiduals([a, b]);
  expect(residuals.df).toBe(df);
  expect(residuals.variance).toBeCloseTo((4 * standardError ** 2) / 2, 12);
});
