import type { Metrics } from '../../core/trial.js';

/**
 * What every regression task measures, in the targets' own units, and as the loss the mean squared error in units of the training
 * targets' variance, whatever was trained with: so that trials with different losses can be compared.
 *
 * @param part the data's part, the first half of each name
 * @param predicted [examples]
 * @param truth [examples]
 * @param deviation of the training targets
 */
export function regressionMetrics(
  part: 'val' | 'test',
  predicted: Float64Array,
  truth: readonly number[],
  deviation: number,
): Metrics {
  const mse = meanOver(truth, (target, i) => (target - (predicted[i] as number)) ** 2);
  return {
    [`${part}_rmse`]: Math.sqrt(mse),
    [`${part}_mse`]: mse,
    [`${part}_mae`]: meanOver(truth, (target, i) => Math.abs(target - (predicted[i] as number))),
    [`${part}_r2`]: determination(mse, truth),
    [`${part}_loss`]: mse / deviation ** 2,
  };
}

/**
 * The coefficient of determination, 1 - MSE / variance of the truth: 1 at best, 0 for the mean of the truth, negative for worse
 * than that. Where the truth does not vary it is 1 or 0, for right or not (scikit-learn's `r2_score`).
 */
function determination(mse: number, truth: readonly number[]): number {
  const mean = meanOver(truth, (target) => target);
  const variance = meanOver(truth, (target) => (target - mean) ** 2);
  if (variance === 0) return mse === 0 ? 1 : 0;
  return 1 - mse / variance;
}

function meanOver(truth: readonly number[], value: (target: number, index: number) => number): number {
  return truth.reduce((sum, target, i) => sum + value(target, i), 0) / truth.length;
}
