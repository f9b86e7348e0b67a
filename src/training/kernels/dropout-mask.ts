import { type Rng, randomCounter, randomIntegers } from '../../math/rng.js';
import { tf } from '../tf.js';
import { hasKernel, runKernel } from './run-kernel.js';

/**
 * float32 of the shape: 0 at a share `rate` of the entries, 1 / (1 - rate) at the others, so that the mean of what it is multiplied
 * with stays. From our own stream, of which it takes one number: TensorFlow.js's would not repeat itself.
 *
 * @param rate 0 to below 1
 */
export function dropoutMask<R extends tf.Rank>(shape: tf.ShapeMap[R], rate: number, rng: Rng): tf.Tensor<R> {
  const start = randomCounter(rng);
  const kept = 1 / (1 - rate);
  const limit = Math.ceil(rate * 2 ** 32);
  if (hasKernel('DropoutMask')) return runKernel('DropoutMask', {}, { shape, start, limit, kept }) as tf.Tensor<R>;
  const integers = randomIntegers(start, tf.util.sizeFromShape(shape));
  return tf.tensor(
    Float32Array.from(integers, (integer) => (integer >= limit ? kept : 0)),
    shape,
  );
}
