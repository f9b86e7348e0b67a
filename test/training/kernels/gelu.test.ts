import { beforeAll, expect, it } from 'vitest';
import { erf } from '../../../src/math/normal.js';
import { gelu } from '../../../src/training/kernels/gelu.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const reference = (x: number[]) => x.map((value) => (value * (1 + erf(value * Math.SQRT1_2))) / 2);

// Less than a vector, a vector, vectors and a rest.
it.each([[[3]], [[4]], [[3, 7]], [[2, 3, 5]]])('is x times the normal distribution, of shape %j', (shape) => {
  expectAsInDoublePrecision(
    (x) => gelu(x as tf.Tensor),
    reference,
    () => [tf.mul(normal(shape as [number, number], 1), 2)],
  );
});

it('lets large values through and nothing of their opposites', () => {
  const x = tf.tensor1d([0, 8, 100, 1e30, -8, -100, -1e30]);
  expect([...gelu(x).dataSync()].map((y) => y + 0)).toEqual([0, 8, 100, Math.fround(1e30), 0, 0, 0]);
  const slopes = tf.grad((z: tf.Tensor) => tf.sum(gelu(z)))(x);
  expect([...slopes.dataSync()].map((y) => y + 0)).toEqual([0.5, 1, 1, 1, expect.closeTo(0, 12), 0, 0]);
});
