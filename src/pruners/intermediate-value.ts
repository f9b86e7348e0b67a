import { fromLoss, type Objective } from '../core/objective.js';
import type { Course } from '../core/trial.js';

/**
 * The loss that stands for a step: of the first report at it or after it that has a finite one, since a trial need not measure
 * the objective at every step. Undefined when the trial has not come as far.
 */
export function lossAt(course: Course, step: number): number | undefined {
  for (let i = firstAtOrAfter(course, step); i < course.length; i++) {
    const loss = course.loss(i);
    if (Number.isFinite(loss)) return loss;
  }
  return undefined;
}

/** Index of the first report at `step` or after it; the number of reports where there is none. */
function firstAtOrAfter(course: Course, step: number): number {
  let [low, high] = [0, course.length];
  // Most trials report at each step from 1.
  if (step <= high && course.step(step - 1) === step) return step - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (course.step(middle) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The step of the last finite value before the last report; 0 where there is none. */
export function previousStep(course: Course): number {
  for (let i = course.length - 2; i >= 0; i--) if (Number.isFinite(course.loss(i))) return course.step(i);
  return 0;
}

/** The lowest finite loss; Infinity where there is none. */
export function bestLoss(course: Course): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < course.length; i++) {
    const loss = course.loss(i);
    if (Number.isFinite(loss) && loss < best) best = loss;
  }
  return best;
}

/** A loss as the user's metric, for explanations: four significant digits. */
export function inMetricUnits(objective: Objective, loss: number): string {
  return String(Number(fromLoss(objective, loss).toPrecision(4)));
}
