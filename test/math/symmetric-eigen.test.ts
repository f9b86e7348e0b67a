import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '../../src/math/symmetric-eigen.js';

const rows = (matrix: readonly (readonly number[])[]) => matrix.map((row) => Float64Array.from(row));

it('knows the eigenvalues of the second difference', () => {
  // 2 - 2 cos(k pi / 4), k = 1, 2, 3.
  const { values } = symmetricEigen(
    rows([
      [2, -1, 0],
      [-1, 2, -1],
      [0, -1, 2],
    ]),
  );
  const expected = [2 - Math.SQRT2, 2, 2 + Math.SQRT2];
  [...values]
    .sort((a, b) => a - b)
    .forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 14);
    });
});

it('multiplies back to the matrix, with orthonormal vectors', () => {
  const square = fc.integer({ min: 1, max: 12 }).chain((n) =>
    fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(square, (lower) => {
      const matrix = rows(
        lower.map((row, i) => row.map((_, j) => (lower[Math.max(i, j)] as number[])[Math.min(i, j)] as number)),
      );
      const { values, vectors } = symmetricEigen(matrix);
      const at = (i: number, j: number) => (vectors[i] as Float64Array)[j] as number;
      matrix.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(values.reduce((sum, l, k) => sum + l * at(i, k) * at(j, k), 0)).toBeCloseTo(value, 9);
          expect(values.reduce((sum, _, k) => sum + at(k, i) * at(k, j), 0)).toBeCloseTo(i === j ? 1 : 0, 12);
        });
      });
    }),
    { numRuns: 50 },
  );
});
