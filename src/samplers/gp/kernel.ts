/**
 * The covariance of two points: a sum over the parameters of what each does alone, plus what they do jointly,
 *
 *   k(x, x') = a / D * sum_j m(d_j / l_j) + b * m(sqrt(sum_j d_j^2 / h_j^2)),
 *
 * with m the Matern covariance of smoothness 5/2 (Rasmussen & Williams: Gaussian Processes for Machine Learning, 2006, eq. 4.17,
 * https://gaussianprocess.org/gpml/chapters/RW4.pdf) and a length scale of each parameter for either part. The sum (Duvenaud,
 * Nickisch & Rasmussen: Additive Gaussian Processes, NeurIPS 2011, https://arxiv.org/abs/1112.4394) tells apart what single
 * hyperparameters do from few trials, because a trial speaks about all points that share one of its values.
 */
import { inactive } from './encoding.js';

/** Of a space of D parameters that can vary. */
export interface Hyperparameters {
  /** l (D,), in units of [0, 1]; two different choices are 1 apart. */
  readonly mainScales: Float64Array;
  /** h (D,) */
  readonly jointScales: Float64Array;
  /** a */
  readonly mainVariance: number;
  /** b */
  readonly jointVariance: number;
  /** Of the observations. */
  readonly noiseVariance: number;
}

/** Vectors (n, D), one after the other, with their values (n,). */
export interface Observations {
  readonly points: Float64Array;
  readonly values: Float64Array;
  /** Whether the coordinates are choices. (D,) */
  readonly categorical: readonly boolean[];
}

/** Added to the noise, so that points next to each other do not make a covariance matrix singular within rounding. */
export const jitter = 1e-8;

/** m at a squared distance in length scales. */
export function matern(squared: number): number {
  const t = Math.sqrt(5 * squared);
  return (1 + t + (5 / 3) * squared) * Math.exp(-t);
}

/** The derivative of `matern` by the squared distance. */
export function maternSlope(squared: number): number {
  const t = Math.sqrt(5 * squared);
  return (-5 / 6) * (1 + t) * Math.exp(-t);
}

/**
 * d_j^2 of two coordinates. A parameter that only one of two points has is taken for its middle there, and half a range off the
 * line of its values.
 */
export function squaredDistance(a: number, b: number, categorical: boolean): number {
  if (a === b) return 0;
  if (categorical) return 1;
  if (a === inactive) return (b - 0.5) ** 2 + 0.25;
  if (b === inactive) return (a - 0.5) ** 2 + 0.25;
  return (a - b) ** 2;
}

/** Half the derivative of `squaredDistance` of ordered coordinates by `a`. */
export function offset(a: number, b: number): number {
  return b === inactive ? a - 0.5 : a - b;
}
