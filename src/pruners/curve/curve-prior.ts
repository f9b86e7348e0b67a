import type { CompleteTrial, Report } from '../../core/trial.js';
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
  const first = complete.map(({ reports }) => finite(reports)[0]?.loss as number);
  const last = complete.map(({ loss }) => loss);
  const scale = lossScale([...first, ...last]);
  const keepsBest = complete.every(({ loss, reports }) => finite(reports).every((report) => loss <= report.loss));
  const equal: CurvePrior = {
    start: spread(first.map(scale.toScale)),
    end: spread(last.map(scale.toScale)),
    logWeights: new Float64Array(cellCount),
  };
  const weights = new Float64Array(cellCount).fill(equalWeightTrials / cellCount);
  for (const { reports } of complete) {
    const { at, values } = curveOf(reports, { scale, keepsBest });
    if (at.length < 3) continue;
    const fit = predictEnd(at, values, at.at(-1) as number, equal);
    for (let cell = 0; cell < cellCount; cell++) weights[cell] = (weights[cell] as number) + (fit.weights[cell] as number);
  }
  return { prior: { ...equal, logWeights: weights.map(Math.log) }, scale, keepsBest };
}

/** The finite reports of a trial, on the scale. */
export function curveOf(reports: readonly Report[], { scale, keepsBest }: Pick<LearnedPrior, 'scale' | 'keepsBest'>) {
  let best = Number.POSITIVE_INFINITY;
  const at: number[] = [];
  const values: number[] = [];
  for (const { step, loss } of finite(reports)) {
    best = Math.min(best, loss);
    at.push(step);
    values.push(scale.toScale(keepsBest ? best : loss));
  }
  return { at, values };
}

export function hasFinite(reports: readonly Report[]): boolean {
  return reports.some(({ loss }) => Number.isFinite(loss));
}

function finite(reports: readonly Report[]): readonly Report[] {
  return reports.filter(({ loss }) => Number.isFinite(loss));
}

/** Never narrower than the scale's unit: the next trial may be unlike all others. */
function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(1 + variance) };
}
