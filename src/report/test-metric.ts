import type { Metrics } from '../core/trial.js';

/** A metric's counterpart on the test data: `val_accuracy` is met by `test_accuracy`, `accuracy` or `val_accuracy`. */
export function testMetricOf(metrics: Metrics, metric: string): number | undefined {
  const bare = metric.replace(/^val(idation)?_/, '');
  return metrics[`test_${bare}`] ?? metrics[bare] ?? metrics[metric];
}
