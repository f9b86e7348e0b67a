import { tf } from '../tf.js';
import { crossEntropy } from './cross-entropy.js';
import type { ExampleLosses } from './loss.js';

/**
 * Cross-entropy against targets that leave a share of the probability to all classes alike, so that the model is not driven
 * towards certainty (Szegedy et al., "Rethinking the Inception Architecture", 2016, section 7, https://arxiv.org/abs/1512.00567).
 */
export function labelSmoothing(smoothing: number): ExampleLosses {
  return (logits, targets) => {
    const classes = logits.shape[1];
    const soft = tf.add(tf.mul(targets, 1 - smoothing), smoothing / classes);
    return crossEntropy(logits, soft as tf.Tensor2D);
  };
}
