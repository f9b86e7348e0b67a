import { expect, it } from 'vitest';
import {
  dot,
  factorize,
  factorizeRow,
  inverseOf,
  logDeterminant,
  solveLower,
  solveUpper,
} from '../../src/math/linear-algebra.js';
import { createRng, standardNormal } from '../../src/math/rng.js';

/** B B^T + I of a random B: positive definite. (n, n) */
function randomMatrix(n: number): Float64Array {
  const rng = createRng(5);
  const b = Array.from({ length: n }, () => Float64Array.from({ length: n }, () => standardNormal(rng)));
  return Float64Array.from(b.flatMap((row, i) => b.map((other, j) => dot(row, other) + Number(i === j))));
}

const n = 7;
const matrix = randomMatrix(n);

it('factorises a matrix by hand', () => {
  // [[4, 2], [2, 10]] = [[2, 0], [1, 3]] [[2, 1], [0, 3]]
  const factor = Float64Array.of(4, 2, 2, 10);
  expect(factorize(factor, 2)).toBe(true);
  expect([factor[0], factor[2], factor[3]]).toEqual([2, 1, 3]);
  expect(logDeterminant(factor, 2)).toBeCloseTo(Math.log(36), 14);
});

it('says where a matrix is not positive definite', () => {
  expect(factorize(Float64Array.of(1, 2, 2, 1), 2)).toBe(false);
});

it('solves with the factor', () => {
  const factor = matrix.slice();
  factorize(factor, n);
  const solution = Float64Array.from({ length: n }, (_, i) => i - 2);
  const b = Float64Array.from({ length: n }, (_, i) => dot(matrix.subarray(i * n, (i + 1) * n), solution));
  solveLower(factor, n, b);
  solveUpper(factor, n, b);
  b.forEach((value, i) => {
    expect(value).toBeCloseTo(i - 2, 11);
  });
});

it('inverts by the factor', () => {
  const factor = matrix.slice();
  factorize(factor, n);
  const inverse = inverseOf(factor, n);
  const element = (i: number, j: number) => inverse[Math.max(i, j) * n + Math.min(i, j)] as number;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const product = Array.from({ length: n }, (_, k) => (matrix[i * n + k] as number) * element(k, j));
      expect(product.reduce((sum, v) => sum + v, 0)).toBeCloseTo(Number(i === j), 11);
    }
  }
});

it('appends a row to what it would be factorised to at once', () => {
  const [whole, grown] = [matrix.slice(), matrix.slice()];
  factorize(whole, n);
  for (let i = 0; i < n; i++) factorizeRow(grown, n, i);
  expect(grown).toEqual(whole);
});
