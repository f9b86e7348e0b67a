import { expect, it } from 'vitest';
import { percentileOf } from '../../src/math/percentile.js';

// numpy.percentile([1, 2, 3, 4, 5, 11], p), NumPy 2.
it.each([
  [0, 1],
  [10, 1.5],
  [25, 2.25],
  [50, 3.5],
  [90, 8],
  [100, 11],
])('the %dth percentile is %d', (percentile, value) => {
  expect(percentileOf([1, 2, 3, 4, 5, 11], percentile)).toBeCloseTo(value, 12);
});

it('is the only value of one', () => {
  expect(percentileOf([7], 30)).toBe(7);
});
