import { describe, expect, it } from 'vitest';
import { regressionMetrics } from '../../../src/training/regression/regression-metrics.js';
import { learnTargetScale, scaledTargets, unscaled } from '../../../src/training/regression/target-scale.js';

describe('regressionMetrics', () => {
  it('is what scikit-learn says', () => {
    // The example of its user guide: mean_absolute_error 0.5, mean_squared_error 0.375, r2_score 0.948608...
    const metrics = regressionMetrics('val', Float64Array.of(2.5, 0, 2, 8), [3, -0.5, 2, 7], 2);
    expect(metrics).toEqual({
      val_rmse: Math.sqrt(0.375),
      val_mse: 0.375,
      val_mae: 0.5,
      val_r2: expect.closeTo(0.9486081370449679, 14),
      val_loss: 0.375 / 4,
    });
  });

  it('has an R2 of 0 for the mean, below 0 for worse, and of 0 or 1 where the truth does not vary', () => {
    const r2 = (predicted: readonly number[], truth: readonly number[]) =>
      regressionMetrics('test', Float64Array.from(predicted), truth, 1).test_r2;
    expect(r2([2, 2, 2], [1, 2, 3])).toBe(0);
    expect(r2([3, 2, 1], [1, 2, 3])).toBe(-3);
    expect(r2([5, 5], [5, 5])).toBe(1);
    expect(r2([5, 6], [5, 5])).toBe(0);
  });

  it('is not finite for a model that is not', () => {
    expect(regressionMetrics('val', Float64Array.of(Number.NaN), [1], 1).val_loss).toBeNaN();
  });
});

it('a target scale goes there and back', () => {
  const targets = [1e6, 1e6 + 5, 1e6 - 3];
  const scale = learnTargetScale(targets);
  const scaled = scaledTargets(targets, scale);
  expect(scaled.reduce((sum, target) => sum + target, 0)).toBeCloseTo(0, 5);
  unscaled(scaled, scale).forEach((value, i) => {
    expect(value).toBeCloseTo(targets[i] as number, 5);
  });
});
