import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';

/**
 * Sets a share `rate` of the entries to 0 and scales the others up, so that the mean stays (Srivastava et al., "Dropout", 2014,
 * https://jmlr.org/papers/v15/srivastava14a.html). The mask comes from our own stream: TensorFlow.js's would not repeat itself.
 */
export function dropout(x: tf.Tensor2D, rate: number, rng: Rng | undefined): tf.Tensor2D {
  if (rng === undefined || rate === 0) return x;
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: x.size }, () => (rng.next() < rate ? 0 : kept));
  return tf.mul(x, tf.tensor2d(mask, x.shape));
}
