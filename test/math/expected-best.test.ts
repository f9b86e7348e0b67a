import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedBest } from '../../src/math/expected-best.js';

it('is the mean of the lowest over all choices of n (itertools.combinations)', () => {
  const values = expectedBest([3, 1, 2, 7, 5.5]);
  [3.7, 2.15, 1.5, 1.2, 1].forEach((expected, i) => {
    expect(values[i]).toBeCloseTo(expected, 12);
  });
});

it('falls from the mean to the lowest, also with ties and thousands of values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 3000 }), (losses) => {
      const values = expectedBest(losses);
      expect(values[0]).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 9);
      expect(values.at(-1)).toBe(Math.min(...losses));
      values.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual((values[i - 1] ?? Number.POSITIVE_INFINITY) + 1e-9);
      });
    }),
    { numRuns: 50 },
  );
});
