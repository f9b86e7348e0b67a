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

/** The factors of `size` entries. */
export function dropoutMask(size: number, rate: number, rng: Rng): Float32Array {
  const mask = new Float32Array(size);
  const kept = 1 / (1 - rate);
  const limit = rate * 2 ** 32;
  randomIntegers(rng, size).forEach((value, i) => {
    if (value >= limit) mask[i] = kept;
  });
  return mask;
}
