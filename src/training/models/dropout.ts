import type { Rng } from '../../math/rng.js';
import { dropoutMask } from '../kernels/dropout-mask.js';
import { tf } from '../tf.js';

/**
 * Sets a share `rate` of the entries to 0 and scales the others up, so that the mean stays (Srivastava et al., "Dropout", 2014,
 * https://jmlr.org/papers/v15/srivastava14a.html).
 */
export function dropout<X extends tf.Tensor>(x: X, rate: number, rng: Rng | undefined): X {
  if (rng === undefined || rate === 0) return x;
  return tf.mul(x, dropoutMask(x.shape, rate, rng));
}

/**
 * The same features of [batch, time, width] at all steps of a sequence: what one step has lost, the next would bring back (Gal and
 * Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", 2016,
 * https://proceedings.neurips.cc/paper/2016/hash/076a0c97d09cf1a0ec3e19c7f2529f2b-Abstract.html).
 */
export function dropoutOverTime(x: tf.Tensor3D, rate: number, rng: Rng | undefined): tf.Tensor3D {
  if (rng === undefined || rate === 0) return x;
  const [batch, , width] = x.shape;
  return tf.mul(x, dropoutMask([batch, 1, width], rate, rng));
}
