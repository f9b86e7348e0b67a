import { fromLoss, type Objective } from '../core/objective.js';
import type { Report } from '../core/trial.js';

/**
 * The loss that stands for a step: of the first report at it or after it that has a finite one, since a trial need not measure
 * the objective at every step. Undefined when the trial has not come as far.
 */
export function lossAt(reports: readonly Report[], step: number): number | undefined {
  for (let i = firstAtOrAfter(reports, step); i < reports.length; i++) {
    const { loss } = reports[i] as Report;
    if (Number.isFinite(loss)) return loss;
  }
  return undefined;
}

/** Index of the first report at `step` or after it; the number of reports where there is none. */
function firstAtOrAfter(reports: readonly Report[], step: number): number {
  // Most trials report at each step from 1.
  if (reports[step - 1]?.step === step) return step - 1;
  let [low, high] = [0, reports.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((reports[middle] as Report).step < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The step of the last finite value before the last report; 0 where there is none. */
export function previousStep(reports: readonly Report[]): number {
  for (let i = reports.length - 2; i >= 0; i--) {
    const { loss, step } = reports[i] as Report;
    if (Number.isFinite(loss)) return step;
  }
  return 0;
}

/** The lowest finite loss of the reports; Infinity where there is none. */
export function bestLoss(reports: readonly Report[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const { loss } of reports) if (Number.isFinite(loss) && loss < best) best = loss;
  return best;
}

/** A loss as the user's metric, for explanations: four significant digits. */
export function inMetricUnits(objective: Objective, loss: number): string {
  return String(Number(fromLoss(objective, loss).toPrecision(4)));
}
