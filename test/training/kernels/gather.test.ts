import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const ids = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32');

it('gathers along any axis', () => {
  expectSameOnCpu(() => tf.gather(normal([7, 3, 5], 1), ids([6, 0, 0, 3], [2, 2])), 1e-12);
  expectSameOnCpu(() => tf.gather(normal([7, 3, 5], 1), ids([2, 0, 1, 1], [4]), 1), 1e-12);
  expectSameOnCpu(() => tf.gather(normal([7, 3, 5], 1), ids([4, 4, 1], [3]), -1), 1e-12);
});

it('gathers within each batch', () => {
  expectSameOnCpu(() => tf.gather(normal([3, 4, 5], 1), ids([3, 0, 1, 1, 2, 2], [3, 2]), 1, 1), 1e-12);
  expectSameOnCpu(() => tf.gather(normal([2, 3, 4, 5], 1), ids([4, 0, 1, 3], [2, 2]), 3, 1), 1e-12);
});

it('gathers integers and booleans', () => {
  expect([...tf.gather(tf.tensor1d([5, 6, 7], 'int32'), ids([2, 0], [2])).dataSync()]).toEqual([7, 5]);
  expect([...tf.gather(tf.tensor1d([true, false, true], 'bool'), ids([1, 2], [2])).dataSync()]).toEqual([0, 1]);
});

it('names an index that is not there, and keeps nothing', () => {
  const table = normal([3, 2], 1);
  const stray = ids([0, 1, 3], [3]);
  const before = tf.memory().numTensors;
  expect(() => tf.gather(table, stray)).toThrow('Expected the indices of a gather to be from 0 to 2, got 3');
  expect(() => tf.gather(table, ids([-1], [1]))).toThrow('got -1');
  expect(tf.memory().numTensors - before).toBe(1);
});

it('has the gradient of a gather, where rows that are gathered twice add up', () => {
  expectSameOnCpu(() => gradients((x) => tf.gather(x, ids([1, 3, 3, 7, 3, 0], [2, 3])), [normal([8, 5], 1)]));
  expectSameOnCpu(() => gradients((x) => tf.gather(x, ids([1, 3, 3, 2], [4]), 1), [normal([3, 4, 5], 1)]));
});

it('adds up segments, and leaves out ids that name none', () => {
  const sums = tf.unsortedSegmentSum(tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]), tf.tensor1d([2, 0, 2, 5], 'int32'), 3);
  expect(sums.arraySync()).toEqual([
    [3, 4],
    [0, 0],
    [6, 8],
  ]);
  expectSameOnCpu(() =>
    tf.unsortedSegmentSum(
      normal([40, 7], 1),
      tf.tensor1d(
        Array.from({ length: 40 }, (_, i) => (i * 7) % 11),
        'int32',
      ),
      11,
    ),
  );
});
