/**
 * A probabilistic model of one learning curve: where it will be after its last step, given its values so far.
 *
 * A curve is start * left(t) + end * (1 - left(t)) for one of the decay shapes, plus a slow drift, plus noise:
 *
 *   y = Phi w + sigma * (drift + noise),  w = (start, end) ~ N(m, S),  drift ~ N(0, r B),  noise ~ N(0, I)        (n points)
 *
 * with B a Brownian motion in the logarithm of the step: a curve may depart from its shape, the more the later. Shape, sigma and
 * r come from a grid; each cell is a Bayesian linear regression with a posterior in closed form, and the prediction averages
 * over the cells by their evidence. Hence it is exact, has no random draws and takes a fraction of a millisecond, where Domhan,
 * Springenberg & Hutter (Speeding up Automatic Hyperparameter Optimization of Deep Neural Networks by Extrapolation of Learning
 * Curves, IJCAI 2015, https://www.ijcai.org/Proceedings/15/Papers/487.pdf), whose families these are, sample with MCMC. The
 * priors of (start, end) and of the cells come from the study's other curves, as in Klein, Falkner, Springenberg & Hutter
 * (Learning Curve Prediction with Bayesian Neural Networks, ICLR 2017), who learn theirs with a network.
 */

import { decayShapes } from './decay-shapes.js';
import { type Points, thinned } from './thinned.js';

/** Of the noise, in the unit of the values (which `scale.ts` makes about 1 wide). */
const deviations = [0.01, 0.03, 0.1, 0.3] as const;
/** Variance of the drift over a whole run, in variances of the noise. */
const driftRatios = [0, 3, 30] as const;

export const cellCount = decayShapes.length * deviations.length * driftRatios.length;

export interface CurvePrior {
  /** Mean and standard deviation of a curve's first value and of its last one, which are independent. */
  readonly start: { readonly mean: number; readonly deviation: number };
  readonly end: { readonly mean: number; readonly deviation: number };
  /** (cellCount) logarithms of the cells' prior probabilities. */
  readonly logWeights: Float64Array;
}

/** A mixture of normal distributions. */
export interface Prediction {
  /** (cellCount) each; weights sum to 1. */
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** The distribution of the value at step `steps`, where `values[i]` was seen at step `at[i]` (rising, below `steps`). */
export function predictEnd(at: readonly number[], values: readonly number[], steps: number, prior: CurvePrior): Prediction {
  const points = thinned(at, values);
  const prediction = {
    weights: Float64Array.from(prior.logWeights),
    means: new Float64Array(cellCount),
    deviations: new Float64Array(cellCount),
  };
  let cell = 0;
  for (const ratio of driftRatios) {
    const noise = noiseModel(points, steps, ratio);
    for (const shape of decayShapes) {
      const shares = Float64Array.from(points.at, (t) => shape.left(t, steps));
      const regression = regressionOf(points, shares, noise, prior);
      for (const deviation of deviations) solve(regression, prior, deviation, prediction, cell++);
    }
  }
  normalise(prediction.weights);
  return prediction;
}

interface NoiseModel {
  /** (n, n) lower Cholesky factor of the covariance of drift and noise at sigma = 1, by rows. */
  readonly factor: Float64Array;
  readonly logDeterminant: number;
  /** (n) covariance of the points with the value at the end, whitened. */
  readonly toEnd: Float64Array;
  /** Variance at the end given the points, at sigma = 1, were start and end known. */
  readonly endVariance: number;
}

function noiseModel({ at, counts }: Points, steps: number, ratio: number): NoiseModel {
  const n = at.length;
  const clock = at.map((t) => Math.log(t) / Math.log(steps));
  const factor = new Float64Array(n * n);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = ratio * (clock[j] as number) + (i === j ? 1 / (counts[i] as number) : 0);
      for (let k = 0; k < j; k++) sum -= (factor[i * n + k] as number) * (factor[j * n + k] as number);
      factor[i * n + j] = i === j ? Math.sqrt(sum) : sum / (factor[j * n + j] as number);
    }
    logDeterminant += 2 * Math.log(factor[i * n + i] as number);
  }
  const toEnd = whitened(
    factor,
    Float64Array.from(clock, (c) => ratio * c),
  );
  return { factor, logDeterminant, toEnd, endVariance: 1 + ratio - dot(toEnd, toEnd) };
}

/** What the cells of a shape and a drift have in common: everything but sigma. Vectors are whitened by the noise at sigma = 1. */
interface Regression {
  readonly n: number;
  readonly noise: NoiseModel;
  /** Of the residuals at the prior's mean: squared length, and products with the two columns of Phi. */
  readonly residual: number;
  readonly startResidual: number;
  readonly endResidual: number;
  /** Phi' Phi */
  readonly startStart: number;
  readonly startEnd: number;
  readonly endEnd: number;
  /** Products of the end's covariances with the columns of Phi, and with the residuals. */
  readonly endToStart: number;
  readonly endToEnd: number;
  readonly endToResidual: number;
}

function regressionOf(points: Points, shares: Float64Array, noise: NoiseModel, prior: CurvePrior): Regression {
  const start = whitened(noise.factor, shares);
  const end = whitened(
    noise.factor,
    shares.map((share) => 1 - share),
  );
  const residuals = whitened(
    noise.factor,
    shares.map((share, i) => (points.values[i] as number) - share * prior.start.mean - (1 - share) * prior.end.mean),
  );
  return {
    n: points.at.length,
    noise,
    residual: dot(residuals, residuals),
    startResidual: dot(start, residuals),
    endResidual: dot(end, residuals),
    startStart: dot(start, start),
    startEnd: dot(start, end),
    endEnd: dot(end, end),
    endToStart: dot(noise.toEnd, start),
    endToEnd: dot(noise.toEnd, end),
    endToResidual: dot(noise.toEnd, residuals),
  };
}

/** The posterior of (start, end) is normal with precision A = S^-1 + Phi' Phi / sigma^2; the end's value follows from it. */
function solve(
  regression: Regression,
  prior: CurvePrior,
  sigma: number,
  { weights, means, deviations }: Prediction,
  cell: number,
) {
  const { n, noise } = regression;
  const precision = 1 / (sigma * sigma);
  const [startVariance, endVariance] = [prior.start.deviation ** 2, prior.end.deviation ** 2];
  const a = 1 / startVariance + regression.startStart * precision;
  const b = regression.startEnd * precision;
  const c = 1 / endVariance + regression.endEnd * precision;
  const determinant = a * c - b * b;
  const [gStart, gEnd] = [regression.startResidual * precision, regression.endResidual * precision];
  const deltaStart = (c * gStart - b * gEnd) / determinant;
  const deltaEnd = (a * gEnd - b * gStart) / determinant;

  const misfit = regression.residual * precision - (deltaStart * gStart + deltaEnd * gEnd);
  const logVolume =
    2 * n * Math.log(sigma) + noise.logDeterminant + Math.log(startVariance * endVariance) + Math.log(determinant);
  weights[cell] = (weights[cell] as number) - 0.5 * (misfit + logVolume);

  // The drift that the points have shown goes on to the end.
  const [uStart, uEnd] = [-regression.endToStart, 1 - regression.endToEnd];
  means[cell] = prior.end.mean + uStart * deltaStart + uEnd * deltaEnd + regression.endToResidual;
  const ofWeights = (c * uStart * uStart - 2 * b * uStart * uEnd + a * uEnd * uEnd) / determinant;
  deviations[cell] = Math.sqrt(ofWeights + sigma * sigma * noise.endVariance);
}

/** L^-1 x, by forward substitution. */
function whitened(factor: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] as number) * (result[k] as number);
    result[i] = sum / (factor[i * n + i] as number);
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Turns logarithms of weights into weights that sum to 1. */
function normalise(weights: Float64Array): void {
  const highest = weights.reduce((high, weight) => Math.max(high, weight), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = Math.exp((weights[i] as number) - highest);
    sum += weights[i] as number;
  }
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / sum;
}
