import { beforeAll, expect, it } from 'vitest';
import { layerNorm } from '../../../src/training/kernels/layer-norm.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const normalise = (...[x, scale, offset]: tf.Tensor[]) => layerNorm(x as tf.Tensor, scale as tf.Tensor1D, offset as tf.Tensor1D);

/** Row by row, by definition. */
function reference(x: number[], scale: number[], offset: number[]): number[] {
  const width = scale.length;
  return x.map((value, i) => {
    const row = x.slice(i - (i % width), i - (i % width) + width);
    const mean = row.reduce((sum, v) => sum + v) / width;
    const variance = row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / width;
    return ((value - mean) / Math.sqrt(variance + 1e-5)) * (scale[i % width] as number) + (offset[i % width] as number);
  });
}

const inputs = (shape: number[], mean = 0) => [
  normal(shape as [number, number], 1, mean),
  normal([shape.at(-1) as number], 2, 1),
  normal([shape.at(-1) as number], 3),
];

// One row, one vector, a vector and a rest, less than a vector, three axes.
it.each([[[1, 4]], [[3, 7]], [[5, 3]], [[2, 3, 9]], [[4, 16]]])('is what its definition says, of shape %j', (shape) => {
  expectAsInDoublePrecision(normalise, reference, () => inputs(shape));
});

it('is exact far from zero', () => {
  expectAsInDoublePrecision(normalise, reference, () => inputs([2, 6], 100));
});

it('gives the offset, and a gradient of zero, where the values of a row are equal', () => {
  const [, scale, offset] = inputs([1, 6]) as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
  expect([...layerNorm(tf.ones([1, 6]), scale, offset).dataSync()]).toEqual([...offset.dataSync()]);
  const [dx] = gradients((x) => layerNorm(x as tf.Tensor, tf.ones([1]), offset.slice(0, 1)), [tf.ones([3, 1])]) as [tf.Tensor];
  expect([...dx.dataSync()].map(Math.abs)).toEqual([0, 0, 0]);
});

it('is the same as composed of stock operations at the size of a model', () => {
  expectSameOnCpu(() => normalise(...inputs([256, 64])));
  expectSameOnCpu(() => gradients(normalise, inputs([256, 64])));
});
