import type { Prediction } from '../../trials/model-job.js';
import { tf } from '../tf.js';

/** float32 [batch, classes], 1 at the class of each example. */
export function oneHotTargets(labels: Int32Array, indices: readonly number[], classes: number): tf.Tensor2D {
  const truth = Int32Array.from(indices, (index) => labels[index] as number);
  // Cast, since the wasm backend's OneHot writes integers whatever type it is asked for.
  return tf.cast(tf.oneHot(tf.tensor1d(truth, 'int32'), classes), 'float32') as tf.Tensor2D;
}

/** The `top` most probable labels of each input, from log-probabilities [inputs, classes]. */
export function rankedLabels(
  inputs: readonly string[],
  logProbabilities: Float32Array,
  labels: readonly string[],
  top: number,
): Prediction[] {
  const classes = labels.length;
  return inputs.map((text, i) => {
    const row = logProbabilities.subarray(i * classes, (i + 1) * classes);
    const ranked = labels.map((label, k) => ({ label, probability: Math.exp(row[k] as number) }));
    return { text, labels: ranked.sort((a, b) => b.probability - a.probability).slice(0, top) };
  });
}
