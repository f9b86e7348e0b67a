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
import { expNegative } from '../../math/exp-negative.js';
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

/** m at a distance of t / sqrt(5) length scales; `decay` is exp(-t), which its slope has in common with it. */
export function matern(t: number, decay: number): number {
  return (1 + t + (t * t) / 3) * decay;
}

/** The derivative of `matern` by the squared distance in length scales. */
export function maternSlope(t: number, decay: number): number {
  return (-5 / 6) * (1 + t) * decay;
}

/**
 * d_j of two coordinates. A parameter that only one of two points has is taken for its middle there, and half a range off the
 * line of its values.
 */
export function distance(a: number, b: number, categorical: boolean): number {
  if (a === b) return 0;
  if (categorical) return 1;
  if (a === inactive) return Math.sqrt((b - 0.5) ** 2 + 0.25);
  if (b === inactive) return Math.sqrt((a - 0.5) ** 2 + 0.25);
  return Math.abs(a - b);
}

/** Half the derivative of the squared distance of ordered coordinates by `a`. */
function offset(a: number, b: number): number {
  return b === inactive ? a - 0.5 : a - b;
}

/** k with given hyperparameters, of one point with many. */
export class Kernel {
  readonly categorical: readonly boolean[];
  /** Of a point with itself: a + b. */
  readonly variance: number;
  /** a / D */
  readonly #mainShare: number;
  readonly #jointVariance: number;
  /** sqrt(5) / l (D,) */
  readonly #mainRates: Float64Array;
  /** 1 / h^2 (D,) */
  readonly #inverseJoint: Float64Array;
  /** m of two different choices (D,). */
  readonly #mismatches: Float64Array;

  constructor({ mainScales, jointScales, mainVariance, jointVariance }: Hyperparameters, categorical: readonly boolean[]) {
    this.categorical = categorical;
    this.variance = mainVariance + jointVariance;
    this.#mainShare = mainVariance / categorical.length;
    this.#jointVariance = jointVariance;
    this.#mainRates = mainScales.map((l) => Math.sqrt(5) / l);
    this.#inverseJoint = jointScales.map((h) => h ** -2);
    this.#mismatches = this.#mainRates.map((t) => matern(t, expNegative(t)));
  }

  /** Of `x` (D,) with the first `n` of `points` (n, D), into `into` (n,) from `at` on. */
  covariances(x: Float64Array, points: Float64Array, n: number, into: Float64Array, at = 0): void {
    const { categorical } = this;
    const [rates, inverseJoint, mismatches] = [this.#mainRates, this.#inverseJoint, this.#mismatches];
    const d = categorical.length;
    for (let i = 0; i < n; i++) {
      let main = 0;
      let squared = 0;
      for (let j = 0; j < d; j++) {
        const a = x[j] as number;
        const b = points[i * d + j] as number;
        if (a === b) main += 1;
        else if (categorical[j]) {
          main += mismatches[j] as number;
          squared += inverseJoint[j] as number;
        } else {
          const apart = distance(a, b, false);
          const t = apart * (rates[j] as number);
          main += matern(t, expNegative(t));
          squared += apart * apart * (inverseJoint[j] as number);
        }
      }
      const t = Math.sqrt(5 * squared);
      into[at + i] = this.#mainShare * main + this.#jointVariance * matern(t, expNegative(t));
    }
  }

  /** The same, and the derivatives by the ordered coordinates of `x` into `slopes` (n, D), 0 by the others. */
  covariancesWithSlopes(x: Float64Array, points: Float64Array, n: number, into: Float64Array, slopes: Float64Array): void {
    const { categorical } = this;
    const [rates, inverseJoint, mismatches] = [this.#mainRates, this.#inverseJoint, this.#mismatches];
    const [mainShare, jointVariance] = [this.#mainShare, this.#jointVariance];
    const d = categorical.length;
    for (let i = 0; i < n; i++) {
      const row = i * d;
      let main = 0;
      let squared = 0;
      for (let j = 0; j < d; j++) {
        const a = x[j] as number;
        const b = points[row + j] as number;
        slopes[row + j] = 0;
        if (a === b) main += 1;
        else if (categorical[j]) {
          main += mismatches[j] as number;
          squared += inverseJoint[j] as number;
        } else {
          const apart = distance(a, b, false);
          const rate = rates[j] as number;
          const t = apart * rate;
          const decay = expNegative(t);
          main += matern(t, decay);
          squared += apart * apart * (inverseJoint[j] as number);
          // By the squared distance in length scales, whose derivative is 2 / l^2 times the offset; rate^2 is 5 / l^2.
          if (a !== inactive) slopes[row + j] = 0.4 * mainShare * rate * rate * offset(a, b) * maternSlope(t, decay);
        }
      }
      const t = Math.sqrt(5 * squared);
      const decay = expNegative(t);
      into[i] = mainShare * main + jointVariance * matern(t, decay);
      const jointSlope = 2 * jointVariance * maternSlope(t, decay);
      for (let j = 0; j < d; j++) {
        const a = x[j] as number;
        if (categorical[j] || a === inactive) continue;
        const byX = jointSlope * (inverseJoint[j] as number) * offset(a, points[row + j] as number);
        slopes[row + j] = (slopes[row + j] as number) + byX;
      }
    }
  }
}
