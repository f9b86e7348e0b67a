import type { tf } from '../tf.js';

/**
 * A loss of each example of a batch.
 *
 * @param logits float32 [batch, classes], before the softmax
 * @param targets float32 [batch, classes], 1 at the true class, 0 elsewhere
 * @returns float32 [batch]
 */
export type ExampleLosses = (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Tensor1D;

/** What training minimises: the mean over a batch, with the same arguments. */
export type Loss = (logits: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;
