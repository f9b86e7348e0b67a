import { type Padding, padBatch, sortedBatches } from './data/batches.js';
import { type EncodedTexts, textCount } from './data/encoded-texts.js';
import { accuracy, macroF1, meanCrossEntropy, mostProbable } from './metrics.js';
import type { TextModel } from './models/text-model.js';
import { tf } from './tf.js';

/** Texts as ids with the class of each. */
export interface LabelledIds {
  readonly texts: EncodedTexts;
  /** [texts], from 0 */
  readonly labels: Int32Array;
}

export interface Evaluation {
  readonly accuracy: number;
  /** Cross-entropy, whatever was trained with: so that trials with different losses can be compared. */
  readonly loss: number;
  readonly macroF1: number;
}

/** Texts at a time: large enough to keep the kernels busy, small enough for any device's memory. */
const evaluationBatch = 512;

export async function evaluate(
  model: TextModel,
  { texts, labels }: LabelledIds,
  padding: Padding,
  classes: number,
): Promise<Evaluation> {
  const logProbabilities = await predictLogProbabilities(model, texts, padding, classes);
  const predicted = mostProbable(logProbabilities, classes);
  return {
    accuracy: accuracy(predicted, labels),
    loss: meanCrossEntropy(logProbabilities, labels),
    macroF1: macroF1(predicted, labels, classes),
  };
}

/** log p of every class for every text, [texts, classes]. */
export async function predictLogProbabilities(
  model: TextModel,
  texts: EncodedTexts,
  padding: Padding,
  classes: number,
): Promise<Float32Array> {
  const result = new Float32Array(textCount(texts) * classes);
  for (const indices of sortedBatches(texts, evaluationBatch)) {
    const batch = padBatch(texts, indices, padding);
    const output = tf.tidy(() => tf.logSoftmax(model.logits(tf.tensor2d(batch.ids, [batch.size, batch.length], 'int32'))));
    const rows = await output.data();
    output.dispose();
    indices.forEach((index, row) => {
      result.set(rows.subarray(row * classes, (row + 1) * classes), index * classes);
    });
  }
  return result;
}
