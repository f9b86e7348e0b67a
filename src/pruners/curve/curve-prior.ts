import { courseOf } from '../../core/course.js';
import type { CompleteTrial, Course } from '../../core/trial.js';
import { type CurvePrior, cellCount, predictEnd } from './curve-model.js';
import { type LossScale, lossScale } from './loss-scale.js';

/** What a study's complete trials say about the curve of another one. */
export interface LearnedPrior {
  readonly prior: CurvePrior;
  readonly scale: LossScale;
  /** A trial's result is the best of its reports, not the last: then its curve is that of the best so far. */
  readonly keepsBest: boolean;
}

/** How many trials' worth of evidence it takes to move the cells' weights away from equal ones. */
const equalWeightTrials = 2;

/** `complete`: at least one, each with a finite report. */
export function learnPrior(complete: readonly CompleteTrial[]): LearnedPrior {
  const courses = complete.map(courseOf);
  const first = courses.map((course) => finite(course)[0]?.loss as number);
  const last = complete.map(({ loss }) => loss);
  const scale = lossScale([...first, ...last]);
  const keepsBest = complete.every((trial) => finite(courseOf(trial)).every(({ loss }) => trial.loss <= loss));
  const equal: CurvePrior = {
    start: spread(first.map(scale.toScale)),
    end: spread(last.map(scale.toScale)),
    logWeights: new Float64Array(cellCount),
  };
  const weights = new Float64Array(cellCount).fill(equalWeightTrials / cellCount);
  for (const course of courses) {
    const { at, values } = curveOf(course, { scale, keepsBest });
    if (at.length < 3) continue;
    const fit = predictEnd(at, values, at.at(-1) as number, equal);
    for (let cell = 0; cell < cellCount; cell++) weights[cell] = (weights[cell] as number) + (fit.weights[cell] as number);
  }
  return { prior: { ...equal, logWeights: weights.map(Math.log) }, scale, keepsBest };
}

/** What a trial reported as finite, on the scale. */
export function curveOf(course: Course, { scale, keepsBest }: Pick<LearnedPrior, 'scale' | 'keepsBest'>) {
  let best = Number.POSITIVE_INFINITY;
  const at: number[] = [];
  const values: number[] = [];
  for (const { step, loss } of finite(course)) {
    best = Math.min(best, loss);
    at.push(step);
    values.push(scale.toScale(keepsBest ? best : loss));
  }
  return { at, values };
}

export function hasFinite(course: Course): boolean {
  for (let i = 0; i < course.length; i++) if (Number.isFinite(course.loss(i))) return true;
  return false;
}

function finite(course: Course): { readonly step: number; readonly loss: number }[] {
  const points = Array.from({ length: course.length }, (_, i) => ({ step: course.step(i), loss: course.loss(i) }));
  return points.filter(({ loss }) => Number.isFinite(loss));
}

/** Never narrower than the scale's unit: the next trial may be unlike all others. */
function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(1 + variance) };
}
