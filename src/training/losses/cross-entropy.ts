import { tf } from '../tf.js';
import type { Loss } from './loss.js';

/** -log p of the true class. Also with soft targets whose rows add up to 1. */
export const crossEntropy: Loss = (logits, targets) => {
  const logProbabilities = tf.logSoftmax(logits);
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, logProbabilities), 1)));
};
