import type { Metrics } from '../../core/trial.js';
import { accuracy, macroF1, meanCrossEntropy, mostProbable } from '../metrics.js';

/**
 * What every classification task measures. The loss is the cross-entropy, whatever was trained with: so that trials with
 * different losses can be compared.
 *
 * @param part the data's part, the first half of each name
 * @param logProbabilities [examples, classes]
 * @param truth [examples], from 0
 */
export function classificationMetrics(
  part: 'val' | 'test',
  logProbabilities: Float32Array,
  truth: Int32Array,
  classes: number,
): Metrics {
  const predicted = mostProbable(logProbabilities, classes);
  return {
    [`${part}_accuracy`]: accuracy(predicted, truth),
    [`${part}_loss`]: meanCrossEntropy(logProbabilities, truth),
    [`${part}_macro_f1`]: macroF1(predicted, truth, classes),
  };
}
