import { collectOutputs } from '../collect-outputs.js';
import { tf } from '../tf.js';

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
