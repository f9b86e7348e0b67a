import { fromLoss, type Objective } from '../core/objective.js';
import type { Report } from '../core/trial.js';

/**
 * The report that stands for a step: the first one at it or after it, since a trial need not report at every step.
 * Undefined when the trial did not come as far.
 */
export function reportAt(reports: readonly Report[], step: number): Report | undefined {
  return reports.find((report) => report.step >= step);
}

/** A loss as the user's metric, for explanations: four significant digits. */
export function inMetricUnits(objective: Objective, loss: number): string {
  return Number.isFinite(loss) ? String(Number(fromLoss(objective, loss).toPrecision(4))) : 'NaN';
}
