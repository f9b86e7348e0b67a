import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expNegative } from '../../src/math/exp-negative.js';

it('is exp(-t) to 13 digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 700, noNaN: true }), (t) => {
      expect(Math.abs(expNegative(t) / Math.exp(-t) - 1)).toBeLessThan(2e-13);
    }),
    { numRuns: 2000 },
  );
});

it('is exact at 0, 0 where next to nothing is left, and not a number where there was none', () => {
  expect([0, 701, Number.POSITIVE_INFINITY, Number.NaN].map(expNegative)).toEqual([1, 0, 0, Number.NaN]);
});
