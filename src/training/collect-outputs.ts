import { tf } from './tf.js';

/** Examples at a time: large enough to keep the kernels busy, small enough for any device's memory. */
export const evaluationBatch = 512;

/**
 * What a model gives for every example, [examples, width], in the order of their indices.
 *
 * @param batches the indices of all examples, in batches
 * @param outputs of the examples of one batch, [batch, width]
 */
export async function collectOutputs(
  batches: readonly (readonly number[])[],
  width: number,
  outputs: (indices: readonly number[]) => tf.Tensor2D,
): Promise<Float32Array> {
  const examples = batches.reduce((sum, { length }) => sum + length, 0);
  const result = new Float32Array(examples * width);
  for (const indices of batches) {
    const output = tf.tidy(() => outputs(indices));
    const rows = await output.data();
    output.dispose();
    indices.forEach((index, row) => {
      result.set(rows.subarray(row * width, (row + 1) * width), index * width);
    });
  }
  return result;
}
