import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

it.each([[[0]], [[1]], [[2]], [[0, 1]], [[1, 2]], [[0, 2]], [[0, 1, 2]], [[-1]]])('sums over axes %j', (axes) => {
  expectSameOnCpu(() => [tf.sum(normal([5, 6, 7], 1), axes), tf.sum(normal([5, 6, 7], 2), axes, true)]);
});

it('sums of nothing are zero, and of integers are integers', () => {
  expect([...tf.sum(tf.zeros([0, 3]), 0).dataSync()]).toEqual([0, 0, 0]);
  expect([...tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0).dataSync()]).toEqual([4, 6]);
});

it('adds one row to all, and the broadcasts that are none as before', () => {
  expectSameOnCpu(() => tf.add(normal([5, 6, 7], 1), normal([7], 2)), 1e-12);
  expectSameOnCpu(() => tf.add(normal([5, 6, 7], 1), normal([6, 7], 2)), 1e-12);
  expectSameOnCpu(() => tf.add(normal([5, 3], 1), normal([5, 1], 2)), 1e-12);
  expectSameOnCpu(() => tf.add(normal([3], 1), normal([5, 3], 2)), 1e-12);
  expectSameOnCpu(() => tf.add(normal([5, 3], 1), 2), 1e-12);
  expect(tf.add(tf.zeros([2, 0]), tf.zeros([0])).shape).toEqual([2, 0]);
  expect([...tf.add(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), tf.tensor1d([1, 2], 'int32')).dataSync()]).toEqual([2, 4, 4, 6]);
});

/** A shape of up to 5 axes with a slice of it. */
const slices = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(), fc.nat()).map(([size, start, extent]) => {
    const begin = start % size;
    return { size, begin, extent: 1 + (extent % (size - begin)) };
  }),
  { minLength: 1, maxLength: 5 },
);

it('slices any part of tensors of up to five dimensions', () => {
  fc.assert(
    fc.property(slices, (axes) => {
      const shape = axes.map(({ size }) => size);
      const x = tf.reshape(tf.range(1, tf.util.sizeFromShape(shape) + 1), shape);
      expectSliceByDefinition(x, axes);
      tf.dispose(x);
    }),
    { seed: 2, numRuns: 200 },
  );
});

function expectSliceByDefinition(x: tf.Tensor, axes: readonly { begin: number; extent: number }[]): void {
  const begin = axes.map((axis) => axis.begin);
  const extent = axes.map((axis) => axis.extent);
  const values = x.dataSync();
  const expected = Array.from({ length: tf.util.sizeFromShape(extent) }, (_, flat) => {
    const place = tf.util.indexToLoc(flat, extent.length, tf.util.computeStrides(extent));
    return values[
      tf.util.locToIndex(
        place.map((index, axis) => index + (begin[axis] as number)),
        begin.length,
        tf.util.computeStrides(x.shape),
      )
    ];
  });
  const slice = tf.slice(x, begin, extent);
  expect([...slice.dataSync()]).toEqual(expected);
  slice.dispose();
}

it('slices other types', () => {
  expect([...tf.slice(tf.tensor1d([1, 2, 3], 'int32'), 1).dataSync()]).toEqual([2, 3]);
  expect([...tf.slice(tf.tensor2d([1, 0, 1, 0], [2, 2], 'bool'), [0, 1], [2, 1]).dataSync()]).toEqual([0, 0]);
  expect(tf.slice(tf.tensor1d(['a', 'b']), 1).dataSync()).toEqual(['b']);
  expect(tf.slice(tf.zeros([2, 3]), [0, 0], [0, 3]).shape).toEqual([0, 3]);
});

it('takes tensors apart along an axis', () => {
  for (const axis of [0, 1, 2]) expectSameOnCpu(() => tf.unstack(normal([3, 4, 5], 1), axis), 1e-12);
  expectSameOnCpu(() => tf.split(normal([4, 6], 1), 3, 1), 1e-12);
  expectSameOnCpu(() => tf.split(normal([4, 7, 2], 1), [1, 4, 2], 1), 1e-12);
});

it('casts to the same type without a copy', () => {
  const before = tf.memory().numDataBuffers;
  const x = tf.tensor1d([1.5, -2.5]);
  expect([...tf.cast(x, 'float32').dataSync()]).toEqual([1.5, -2.5]);
  expect(tf.memory().numDataBuffers).toBe(before + 1);
  expect([...tf.cast(x, 'int32').dataSync()]).toEqual([1, -2]);
});

it('clones without a copy, and the values live as long as one of the clones', () => {
  const before = tf.memory().numDataBuffers;
  const x = tf.tensor1d([1, 2, 3]);
  const clone = tf.clone(x);
  expect(tf.memory().numDataBuffers).toBe(before + 1);
  x.dispose();
  expect([...clone.dataSync()]).toEqual([1, 2, 3]);
  clone.dispose();
  expect(tf.memory().numDataBuffers).toBe(before);
});

it('shares the values of a transpose that moves no axis, and moves those of others', () => {
  const x = normal([3, 4, 5], 1);
  const before = tf.memory().numDataBuffers;
  const same = tf.transpose(x, [0, 1, 2]);
  expect(tf.memory().numDataBuffers).toBe(before);
  expect([...same.dataSync()]).toEqual([...x.dataSync()]);
  expectSameOnCpu(() => tf.transpose(normal([3, 4, 5], 1), [2, 0, 1]));
});
