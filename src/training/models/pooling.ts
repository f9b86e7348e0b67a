import { tf } from '../tf.js';

/** Below whatever a model computes; what it is added to keeps none of its bits, and need not. */
const padding = 1e9;

/**
 * Each feature's maximum over a text's tokens; of a text without any, 0.
 *
 * @param features float32 [batch, time, width]
 * @param mask float32 [batch, time]: 0 for padding, 1 for all else
 * @returns float32 [batch, width]
 */
export function maximumOverTime(features: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor2D {
  const [batch, time, width] = features.shape;
  const present = tf.expandDims(mask, 2); // [batch, time, 1]
  const tokens = tf.add(tf.mul(features, present), tf.mul(tf.sub(present, 1), padding));
  // As a pool over time, whose gradient is many times as fast as that of a maximum. One step is no pool.
  const maxima =
    time === 1 ? tokens : tf.maxPool(tf.reshape(tokens, [batch, time, 1, width]) as tf.Tensor4D, [time, 1], 1, 'valid');
  return tf.mul(tf.reshape(maxima, [batch, width]), tf.max(mask, 1, true));
}

/** Likewise the mean. */
export function meanOverTime(features: tf.Tensor3D, mask: tf.Tensor2D): tf.Tensor2D {
  const shares = tf.div(mask, tf.maximum(tf.sum(mask, 1, true), 1)); // [batch, time], a row adds up to 1
  return tf.squeeze(tf.matMul(tf.expandDims(shares, 1), features), [1]);
}

/**
 * The state of recurrent layers that has read all of a text, of each direction.
 *
 * @param states float32 [batch, time, width]; padding carries a state on: reading forwards, the last one is in the last step;
 *   reading backwards, in the first
 * @param units width of a direction
 */
export function lastStates(states: tf.Tensor3D, units: number, bidirectional: boolean): tf.Tensor2D {
  const [batch, time] = states.shape;
  const forward = tf.reshape(tf.slice(states, [0, time - 1, 0], [batch, 1, units]), [batch, units]) as tf.Tensor2D;
  if (!bidirectional) return forward;
  return tf.concat2d([forward, tf.reshape(tf.slice(states, [0, 0, units], [batch, 1, units]), [batch, units])], 1);
}
