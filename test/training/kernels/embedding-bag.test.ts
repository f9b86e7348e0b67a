import { beforeAll, expect, it } from 'vitest';
import { embeddingBag } from '../../../src/training/kernels/embedding-bag.js';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

// Padding in the middle and at the end, an id twice in a text, a text without ids.
const ids = () =>
  tf.tensor2d(
    [
      [0, 2, -1, 4],
      [3, 3, 1, -1],
      [-1, -1, -1, -1],
      [4, -1, -1, -1],
    ],
    [4, 4],
    'int32',
  );

it('is the mean of the rows that the ids name', () => {
  const table = tf.tensor2d([
    [1, 10],
    [2, 20],
    [3, 30],
    [4, 40],
    [5, 50],
  ]);
  expect(embeddingBag(table, ids()).arraySync()).toEqual([
    [3, 30],
    [expect.closeTo(10 / 3, 5), expect.closeTo(100 / 3, 4)],
    [0, 0],
    [5, 50],
  ]);
});

it('shares the gradient out to those rows', () => {
  const gradient = tf.grad((table: tf.Tensor) => tf.sum(embeddingBag(table as tf.Tensor2D, ids())))(normal([5, 1], 1));
  const third = expect.closeTo(1 / 3, 6);
  expect([...gradient.dataSync()]).toEqual([third, third, third, expect.closeTo(2 / 3, 6), expect.closeTo(4 / 3, 6)]);
});

// One width for each path: blocks of 32 columns, vectors of 4, single columns, and all of them.
it.each([1, 4, 7, 32, 64, 103])('is the same as composed of stock operations, forwards and backwards, %d wide', (width) => {
  expectSameOnCpu(() => embeddingBag(normal([5, width], 1), ids()));
  expectSameOnCpu(() => gradients((table) => embeddingBag(table as tf.Tensor2D, ids()), [normal([5, width], 1)]));
});

it('names an id that the table does not have', () => {
  expect(() => embeddingBag(normal([4, 8], 1), ids())).toThrow(
    "Expected the ids of an embedding bag to be below the table's 4 rows, got 4",
  );
});
