import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/**
 * By how much the true class's score fails to be 1 above that of every other class: max over k of (s_k + 1 - [k = y]) - s_y
 * (Crammer and Singer, "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines", 2001, section 3,
 * https://jmlr.org/papers/v2/crammer01a.html). The scores it trains are no log-probabilities: their softmax is poorly calibrated.
 */
export const hinge: ExampleLosses = (logits, targets) => {
  const rivals = tf.add(logits, tf.sub(1, targets)); // [batch, classes]
  // One of equal rivals alone takes the gradient: TensorFlow.js' own of a maximum gives it to each of them in full.
  const strongest = tf.cast(tf.oneHot(tf.argMax(rivals, 1), logits.shape[1]), 'float32');
  return tf.sub(tf.sum(tf.mul(rivals, strongest), 1), tf.sum(tf.mul(targets, logits), 1));
};
