import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const geometries = [
  { what: '2 x 2, valid', shape: [3, 6, 6, 5], filter: 2, strides: 2, pad: 'valid' },
  { what: '3 x 3 overlapping, same', shape: [2, 6, 7, 9], filter: 3, strides: 1, pad: 'same' },
  { what: '3 x 2 with strides 2 and 1, same', shape: [2, 7, 6, 4], filter: [3, 2], strides: [2, 1], pad: 'same' },
  { what: 'maximum over time', shape: [3, 17, 1, 10], filter: [17, 1], strides: 1, pad: 'valid' },
] as const;

// -3: nearly every window has only negative values, whose gradient the stock kernel loses.
it.each([0, -3, 3].flatMap((mean) => geometries.map((geometry) => ({ mean, ...geometry }))))(
  'gradient of maxPool: $what, mean $mean',
  ({ mean, shape, filter, strides, pad }) => {
    expectSameOnCpu(() =>
      gradients(
        (x) => tf.maxPool(x as tf.Tensor4D, filter as [number, number], strides as [number, number], pad),
        [normal([...shape], 1, mean)],
      ),
    );
  },
);

it('gives the gradient of a tie to the first place, even at minus infinity', () => {
  const gradientOf = (values: number[]) =>
    tf
      .grad((x: tf.Tensor) => tf.sum(tf.maxPool(tf.reshape(x, [1, 2, 2, 1]) as tf.Tensor4D, 2, 2, 'valid')))(tf.tensor1d(values))
      .dataSync();
  expect([...gradientOf([-2, -1, -1, -3])]).toEqual([0, 1, 0, 0]);
  expect([...gradientOf(Array(4).fill(Number.NEGATIVE_INFINITY))]).toEqual([1, 0, 0, 0]);
});

it.each(geometries)('gradient of avgPool: $what', ({ shape, filter, strides, pad }) => {
  expectSameOnCpu(() =>
    gradients(
      (x) => tf.avgPool(x as tf.Tensor4D, filter as [number, number], strides as [number, number], pad),
      [normal([...shape], 1)],
    ),
  );
});
