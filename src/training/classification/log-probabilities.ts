import { collectOutputs } from '../collect-outputs.js';
import { tf } from '../tf.js';

/** Of several models' logits, [models, batch, classes], the log of their mean probabilities, [batch, classes]. */
export function meanLogProbabilities(logits: tf.Tensor3D): tf.Tensor2D {
  return tf.sub<tf.Tensor2D>(tf.logSumExp(tf.logSoftmax(logits), 0), Math.log(logits.shape[0]));
}

/**
 * log p of every class for every example, [examples, classes].
 *
 * @param batches the indices of all examples, in batches
 * @param logits of the examples of one batch, [batch, classes]
 */
export async function predictLogProbabilities(
  batches: readonly (readonly number[])[],
  classes: number,
  logits: (indices: readonly number[]) => tf.Tensor2D,
): Promise<Float32Array> {
  return await collectOutputs(batches, classes, (indices) => tf.logSoftmax(logits(indices)));
}
