import { tf } from '../tf.js';

/**
 * The mean of each feature over a text's tokens; of a text without any, 0.
 *
 * @param features float32 [batch, time, width]
 * @param mask float32 [batch, time]: 0 for padding, 1 for all else
 * @returns float32 [batch, width]
 */
export function meanOverTime(features: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor2D {
  const shares = tf.div(mask, tf.maximum(tf.sum(mask, 1, true), 1)); // [batch, time], a row adds up to 1
  return tf.squeeze(tf.matMul(tf.expandDims(shares, 1), features), [1]);
}
