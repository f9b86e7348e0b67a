import { expect, it } from 'vitest';
import {
  dot,
  factorize,
  factorizeRow,
  inverseOf,
  logDeterminant,
  solveLower,
  solveLowerMany,
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

it.each([1, 2, 3, 4, 5, 8, 9, 10, 11])('solves with a factor of %d rows, for one and for many vectors', (size) => {
  const square = randomMatrix(size);
  const factor = square.slice();
  factorize(factor, size);
  const element = (i: number, j: number) => (j > i ? 0 : (factor[i * size + j] as number));
  const solution = Float64Array.from({ length: size }, (_, i) => i - 2);
  const lower = solution.map((_, i) => solution.reduce((sum, x, j) => sum + element(i, j) * x, 0));
  const upper = solution.map((_, i) => solution.reduce((sum, x, j) => sum + element(j, i) * x, 0));
  const many = Float64Array.from({ length: 6 * size }, (_, at) => Math.floor(at / size + 1) * (lower[at % size] as number));
  solveLowerMany(factor, size, many, 6, size, size);
  solveLower(factor, size, lower);
  solveUpper(factor, size, upper);
  solution.forEach((x, i) => {
    expect([lower[i], upper[i]]).toEqual([expect.closeTo(x, 11), expect.closeTo(x, 11)]);
    for (let c = 0; c < 6; c++) expect(many[c * size + i]).toBeCloseTo((c + 1) * x, 10);
  });
});
