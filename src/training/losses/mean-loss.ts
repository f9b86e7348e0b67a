import { tf } from '../tf.js';
import type { ExampleLosses, Loss } from './loss.js';

/**
 * The mean of the examples' losses, each times the weight of its true class where there are weights, [classes]. Weights that are
 * balanced over the training data are 1 on average, so they leave the learning rate's meaning as it is.
 */
export function meanLoss(losses: ExampleLosses, classWeights?: Float32Array): Loss {
  return (logits, targets) => {
    const each = losses(logits, targets); // [batch]
    if (classWeights === undefined) return tf.mean(each);
    const weights = tf.sum(tf.mul(targets, tf.tensor1d(classWeights)), 1); // [batch]
    return tf.mean(tf.mul(each, weights));
  };
}
