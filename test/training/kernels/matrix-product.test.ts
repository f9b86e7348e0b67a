import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, normal, relativeError, startBoth } from './on-backends.js';

beforeAll(startBoth);

const size = fc.integer({ min: 1, max: 40 });

/** By definition, in double precision. */
function reference(a: number[][], b: number[][]): number[] {
  return a.flatMap((row) =>
    (b[0] as number[]).map((_, j) => row.reduce((sum, value, k) => sum + value * ((b[k] as number[])[j] as number), 0)),
  );
}

const transposed = (matrix: number[][]) => (matrix[0] as number[]).map((_, j) => matrix.map((row) => row[j] as number));

it('multiplies any shapes, transposed or not, batched or not', () => {
  // Depths on both sides of a block, 256, and sizes that fill no whole tile of 6 x 8.
  const depth = fc.oneof(size, fc.integer({ min: 250, max: 520 }));
  fc.assert(
    fc.property(
      size,
      size,
      depth,
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.boolean(),
      (m, n, k, batch, transposeA, transposeB) => {
        tf.tidy(() => {
          const a = normal<tf.Rank.R3>(transposeA ? [batch, k, m] : [batch, m, k], m * 41 + k);
          const b = normal<tf.Rank.R3>(transposeB ? [batch, n, k] : [batch, k, n], n * 43 + k);
          const [left, right] = [a.arraySync(), b.arraySync()];
          const expected = left.flatMap((matrix, i) => {
            const other = right[i] as number[][];
            return reference(transposeA ? transposed(matrix) : matrix, transposeB ? transposed(other) : other);
          });
          expect(relativeError([...tf.matMul(a, b, transposeA, transposeB).dataSync()], expected)).toBeLessThan(1e-5);
        });
      },
    ),
    { seed: 1, numRuns: 120 },
  );
});

it('takes more rows than a block', () => {
  expectSameOnCpu(() => tf.matMul(normal([210, 30], 1), normal([30, 17], 2)));
  expectSameOnCpu(() => tf.matMul(normal([30, 210], 1), normal([17, 30], 2), true, true));
});

it('takes columns that lie far apart', () => {
  expectSameOnCpu(() => tf.matMul(normal([300, 515], 1), normal([300, 9], 2), true));
  expectSameOnCpu(() => tf.matMul(normal([3, 5, 600], 1), normal([3, 7, 5], 2), true, true));
});

it('broadcasts the leading dimensions', () => {
  expectSameOnCpu(() => tf.matMul(normal([5, 3, 4], 1), normal([1, 4, 6], 2)));
  expectSameOnCpu(() => tf.matMul(normal([1, 4, 3], 1), normal([5, 4, 6], 2), true));
  expectSameOnCpu(() => tf.matMul(normal([2, 3, 3, 4], 1), normal([2, 3, 6, 4], 2), false, true));
});

it('gives zeros where there is nothing to add up', () => {
  expect([...tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3])).dataSync()]).toEqual([0, 0, 0, 0, 0, 0]);
});

it('gives the same bits again', () => {
  const [a, b] = [normal<tf.Rank.R2>([70, 300], 3), normal<tf.Rank.R2>([300, 50], 4)];
  expect(tf.matMul(a, b).dataSync()).toEqual(tf.matMul(a, b).dataSync());
});

it('has gradients for all four transpositions', () => {
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    expectSameOnCpu(() =>
      tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.square(tf.matMul(a, b, transposeA, transposeB))))([
        normal(transposeA ? [9, 6] : [6, 9], 5),
        normal(transposeB ? [7, 9] : [9, 7], 6),
      ]),
    );
  }
});
