import { tf } from '../tf.js';

/** Examples at a time: large enough to keep the kernels busy, small enough for any device's memory. */
export const evaluationBatch = 512;

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
  const examples = batches.reduce((sum, { length }) => sum + length, 0);
  const result = new Float32Array(examples * classes);
  for (const indices of batches) {
    const output = tf.tidy(() => tf.logSoftmax(logits(indices)));
    const rows = await output.data();
    output.dispose();
    indices.forEach((index, row) => {
      result.set(rows.subarray(row * classes, (row + 1) * classes), index * classes);
    });
  }
  return result;
}
