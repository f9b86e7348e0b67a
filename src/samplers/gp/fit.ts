/** The hyperparameters of the largest posterior density, by gradient steps from two fixed starts: nothing but the data decides. */
import { type Box, minimize } from '../../math/lbfgs.js';
import type { Hyperparameters, Observations } from './kernel.js';
import { fromVector, LogPosterior, logPriors } from './log-posterior.js';

/** Steps from each start, and further ones from where the better of them led. */
const steps = { each: 10, better: 30 };

export function fitHyperparameters(observations: Observations): Hyperparameters {
  const d = observations.categorical.length;
  const posterior = new LogPosterior(observations);
  const descend = (start: Float64Array, iterations: number) =>
    minimize((vector, gradient) => posterior.negative(vector, gradient), start, bounds(d), {
      iterations,
      tolerance: 1e-3, // of a logarithm of probability
      firstStep: 1,
    });
  const [first, second] = starts(d).map((start) => descend(start, steps.each)) as [Result, Result];
  return fromVector(descend((first.value <= second.value ? first : second).x, steps.better).x);
}

type Result = ReturnType<typeof minimize>;

/** A smooth function, as the priors expect, and a rugged one. */
function starts(d: number): [Float64Array, Float64Array] {
  const smooth = Float64Array.from(logPriors(d), ({ mean }) => mean);
  const rugged = smooth.map((mean, k) => (k < d ? Math.log(0.15) : k < 2 * d ? Math.log(0.5) : mean));
  return [smooth, rugged];
}

/** Beyond these a covariance matrix is constant, diagonal or singular within rounding. */
function bounds(d: number): Box {
  const box = (side: 0 | 1) => {
    const each = (pair: readonly [number, number]) => Array.from({ length: d }, () => pair[side]);
    const variances = [
      [1e-6, 100],
      [1e-4, 100],
      [1e-7, 1],
    ] as const;
    return Float64Array.from([...each([0.01, 100]), ...each([0.03, 300]), ...variances.map((pair) => pair[side])], Math.log);
  };
  return { lower: box(0), upper: box(1) };
}
