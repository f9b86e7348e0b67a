import { type Rng, randomIntegers } from '../../math/rng.js';
import { tf } from '../tf.js';

/**
 * Sets a share `rate` of the entries to 0 and scales the others up, so that the mean stays (Srivastava et al., "Dropout", 2014,
 * https://jmlr.org/papers/v15/srivastava14a.html). The mask comes from our own stream: TensorFlow.js's would not repeat itself.
 */
export function dropout<X extends tf.Tensor>(x: X, rate: number, rng: Rng | undefined): X {
  if (rng === undefined || rate === 0) return x;
  return tf.mul(x, tf.tensor(dropoutMask(x.size, rate, rng), x.shape));
}

/**
 * The same features of [batch, time, width] at all steps of a sequence: what one step has lost, the next would bring back (Gal and
 * Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", 2016,
 * https://proceedings.neurips.cc/paper/2016/hash/076a0c97d09cf1a0ec3e19c7f2529f2b-Abstract.html).
 */
export function dropoutOverTime(x: tf.Tensor3D, rate: number, rng: Rng | undefined): tf.Tensor3D {
  if (rng === undefined || rate === 0) return x;
  const [batch, , width] = x.shape;
  return tf.mul(x, tf.tensor3d(dropoutMask(batch * width, rate, rng), [batch, 1, width]));
}

/** The factors of `size` entries. */
export function dropoutMask(size: number, rate: number, rng: Rng): Float32Array {
  const mask = new Float32Array(size);
  const kept = 1 / (1 - rate);
  // Compared as signed numbers, which the engine makes no objects of.
  const integers = new Int32Array(randomIntegers(rng, size).buffer);
  const limit = rate * 2 ** 32 - 2 ** 31;
  for (let i = 0; i < size; i++) {
    if (((integers[i] as number) ^ 0x80000000) >= limit) mask[i] = kept;
  }
  return mask;
}
