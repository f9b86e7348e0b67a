import { beforeAll, expect, it } from 'vitest';
import { maximumOverTime, meanOverTime } from '../../../src/training/models/pooling.js';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, startBoth } from '../kernels/on-backends.js';

beforeAll(startBoth);

// Two tokens and padding that is larger, one token, none.
const features = () =>
  tf.tensor3d([
    [
      [-3, 1],
      [-2, -1],
      [9, 9],
    ],
    [
      [-5, 4],
      [0, 0],
      [0, 0],
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ]);
const mask = () =>
  tf.tensor2d([
    [1, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
  ]);

it('takes the maximum of the tokens alone', () => {
  expect(maximumOverTime(features(), mask()).arraySync()).toEqual([
    [-2, 1],
    [-5, 4],
    [-0, -0],
  ]);
});

it('takes a single token as it is', () => {
  expect(maximumOverTime(tf.tensor3d([[[-3, 1]], [[4, 5]]]), tf.tensor2d([[1], [0]])).arraySync()).toEqual([
    [-3, 1],
    [-0, -0],
  ]);
});

it('takes the mean of the tokens alone', () => {
  expect(meanOverTime(features(), mask()).arraySync()).toEqual([
    [-2.5, 0],
    [-5, 4],
    [0, 0],
  ]);
});

it.each([maximumOverTime, meanOverTime])('sends gradients to the tokens alone', (pool) => {
  const tokens = (x: tf.Tensor) => pool(x as tf.Tensor3D, mask());
  expectSameOnCpu(() => gradients(tokens, [normal([3, 3, 2], 1)]));
  const [gradient] = gradients(tokens, [normal([3, 3, 2], 1)]) as [tf.Tensor];
  const reached = tf.mul(tf.abs(gradient), tf.expandDims(tf.sub(1, mask()), 2));
  expect(tf.sum(reached).dataSync()[0]).toBe(0);
});
