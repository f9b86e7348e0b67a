import { beforeAll, expect, it } from 'vitest';
import { biasRelu } from '../../../src/training/kernels/bias-relu.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const layer = (...[x, bias]: tf.Tensor[]) => biasRelu(x as tf.Tensor, bias as tf.Tensor1D);

const reference = (x: number[], bias: number[]) => x.map((value, i) => Math.max(value + (bias[i % bias.length] as number), 0));

const inputs = (shape: number[]) => [normal(shape as [number, number], 1), normal([shape.at(-1) as number], 2)];

// Less than a vector, a vector, vectors and a rest.
it.each([[[1, 1]], [[5, 3]], [[3, 4]], [[2, 3, 9]], [[2, 3, 4, 5]]])('is what is positive of x + bias, of shape %j', (shape) => {
  expectAsInDoublePrecision(layer, reference, () => inputs(shape));
});

it('is the same as composed of stock operations at the size of a model', () => {
  expectSameOnCpu(() => layer(...inputs([8, 14, 14, 32])));
  expectSameOnCpu(() => gradients(layer, inputs([8, 14, 14, 32])));
});

it('has no slope at 0, and keeps what is not a number', () => {
  const x = tf.tensor2d([[-1, 0, 1, Number.NaN, Number.POSITIVE_INFINITY]]);
  const y = biasRelu(x, tf.zeros([5]));
  expect([...y.dataSync()]).toEqual([0, 0, 1, Number.NaN, Number.POSITIVE_INFINITY]);
  const slopes = tf.grad((z: tf.Tensor) => tf.sum(tf.slice(biasRelu(z, tf.zeros([5])), [0, 0], [1, 3])))(x);
  expect([...slopes.dataSync()].slice(0, 3)).toEqual([0, 0, 1]);
});
