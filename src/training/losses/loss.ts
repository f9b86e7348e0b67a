import type { tf } from '../tf.js';

/**
 * What training minimises, the mean over a batch.
 *
 * @param logits float32 [batch, classes], before the softmax
 * @param targets float32 [batch, classes], 1 at the true class, 0 elsewhere
 * @returns a scalar
 */
export type Loss = (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;
