import type { Metrics } from '../../core/trial.js';
import { accuracy } from '../metrics/accuracy.js';
import { auroc, pairwiseAuroc } from '../metrics/auroc.js';
import { macroF1, macroPrecision, macroRecall, microF1, weightedF1 } from '../metrics/averages.js';
import { calibrationError } from '../metrics/calibration-error.js';
import { countClasses } from '../metrics/class-counts.js';
import { logLoss } from '../metrics/log-loss.js';
import { matthews } from '../metrics/matthews.js';
import { mostProbable } from '../metrics/most-probable.js';
import { countWins } from '../metrics/wins.js';

/**
 * What every classification task measures. The loss is the cross-entropy (log loss), unweighted, whatever was trained with: so that
 * trials with different losses can be compared.
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
  const counts = countClasses(predicted, truth, classes);
  const wins = countWins(logProbabilities, truth, classes);
  return {
    [`${part}_accuracy`]: accuracy(predicted, truth),
    [`${part}_loss`]: logLoss(logProbabilities, truth),
    [`${part}_macro_f1`]: macroF1(counts),
    [`${part}_micro_f1`]: microF1(counts),
    [`${part}_weighted_f1`]: weightedF1(counts),
    [`${part}_macro_precision`]: macroPrecision(counts),
    [`${part}_macro_recall`]: macroRecall(counts),
    [`${part}_mcc`]: matthews(counts),
    [`${part}_auroc`]: auroc(wins),
    [`${part}_pairwise_auroc`]: pairwiseAuroc(wins),
    [`${part}_calibration_error`]: calibrationError(logProbabilities, predicted, truth),
  };
}
