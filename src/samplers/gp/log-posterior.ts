/**
 * How well hyperparameters explain observations: the logarithm of the marginal likelihood (Rasmussen & Williams 2006, eq. 2.30,
 * https://gaussianprocess.org/gpml/chapters/RW2.pdf) plus that of the hyperparameters' prior.
 *
 * Priors are normal in the logarithm. The mean of a joint length scale grows with the square root of the number of parameters, so
 * that a space of many is not taken for a rugged one: Hvarfner, Hellsten & Nardi: Vanilla Bayesian Optimization Performs Great in
 * High Dimensions, ICML 2024, https://arxiv.org/abs/2402.02229.
 */
import { expNegative } from '../../math/exp-negative.js';
import { factorize, inverseOf, logDeterminant } from '../../math/linear-algebra.js';
import { distance, type Hyperparameters, jitter, matern, maternSlope, type Observations } from './kernel.js';

/** Normal, of a logarithm. */
interface LogPrior {
  readonly mean: number;
  readonly deviation: number;
}

/** The logarithms of hyperparameters as a vector (2 D + 3,): main scales, joint scales, main, joint and noise variance. */
export function toVector(h: Hyperparameters): Float64Array {
  return Float64Array.from([...h.mainScales, ...h.jointScales, h.mainVariance, h.jointVariance, h.noiseVariance], Math.log);
}

export function fromVector(vector: Float64Array): Hyperparameters {
  const values = vector.map(Math.exp);
  const d = (vector.length - 3) / 2;
  return {
    mainScales: values.slice(0, d),
    jointScales: values.slice(d, 2 * d),
    mainVariance: values[2 * d] as number,
    jointVariance: values[2 * d + 1] as number,
    noiseVariance: values[2 * d + 2] as number,
  };
}

/** Of the elements of the vector, for D parameters and values of variance 1. */
export function logPriors(d: number): LogPrior[] {
  const each = (prior: LogPrior) => Array.from({ length: d }, () => prior);
  return [
    ...each({ mean: 0, deviation: 1.5 }),
    ...each({ mean: 1 + 0.5 * Math.log(d), deviation: 1.5 }),
    // Either part explains half of the variance, within a factor of e.
    { mean: Math.log(0.5), deviation: 1 },
    { mean: Math.log(0.5), deviation: 1 },
    // A thousandth of the variance, within a factor of e^2: from exact functions to noisy training.
    { mean: Math.log(0.001), deviation: 2 },
  ];
}

export class LogPosterior {
  readonly #values: Float64Array;
  readonly #categorical: readonly boolean[];
  /** d_j of all pairs of points (n (n - 1) / 2, D): (1, 0), (2, 0), (2, 1), ... */
  readonly #distances: Float64Array;
  /** Of the same pairs: the sum over the parameters of what each does alone (pairs,), its derivatives by the logarithms of l (pairs, D), */
  readonly #sums: Float64Array;
  readonly #mainSlopes: Float64Array;
  /** what they do jointly (pairs,), and its derivative by the squared distance in length scales (pairs,). */
  readonly #joint: Float64Array;
  readonly #jointSlopes: Float64Array;
  readonly #priors: readonly LogPrior[];
  readonly #matrix: Float64Array;

  constructor(observations: Observations) {
    this.#values = observations.values;
    this.#categorical = observations.categorical;
    const d = observations.categorical.length;
    this.#distances = pairDistances(observations);
    const pairs = this.#distances.length / d;
    this.#sums = new Float64Array(pairs);
    this.#mainSlopes = new Float64Array(pairs * d);
    this.#joint = new Float64Array(pairs);
    this.#jointSlopes = new Float64Array(pairs);
    this.#priors = logPriors(d);
    this.#matrix = new Float64Array(this.#values.length ** 2);
  }

  /** Of a vector, with the sign turned and up to a constant; writes its gradient. Infinite where the covariance is singular. */
  negative(vector: Float64Array, gradient: Float64Array): number {
    const n = this.#values.length;
    const matrix = this.#covariances(vector);
    if (!factorize(matrix, n)) return Number.POSITIVE_INFINITY;
    const logVolume = 0.5 * logDeterminant(matrix, n);
    const inverse = inverseOf(matrix, n);
    const alpha = multiply(inverse, this.#values, n);
    const misfit = 0.5 * alpha.reduce((sum, a, i) => sum + a * (this.#values[i] as number), 0);
    this.#likelihoodSlopes(vector, inverse, alpha, gradient);
    return logVolume + misfit + this.#addPriors(vector, gradient);
  }

  #covariances(vector: Float64Array): Float64Array {
    const n = this.#values.length;
    const [matrix, categorical, distances] = [this.#matrix, this.#categorical, this.#distances];
    const d = categorical.length;
    const { rates, joint, share, jointVariance, noise } = unpack(vector, d);
    // Two choices are the same or not: all pairs of different ones have the same covariance.
    const mismatches = rates.map((t) => matern(t, expNegative(t)));
    const mismatchSlopes = rates.map((t) => byLogScale(t, expNegative(t)));
    let pair = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++, pair++) {
        let sum = 0;
        let squared = 0;
        for (let k = 0, at = pair * d; k < d; k++, at++) {
          const apart = distances[at] as number;
          if (apart === 0) {
            sum += 1;
            this.#mainSlopes[at] = 0;
          } else if (categorical[k]) {
            sum += mismatches[k] as number;
            this.#mainSlopes[at] = mismatchSlopes[k] as number;
            squared += joint[k] as number;
          } else {
            const t = apart * (rates[k] as number);
            const decay = expNegative(t);
            sum += matern(t, decay);
            this.#mainSlopes[at] = byLogScale(t, decay);
            squared += apart * apart * (joint[k] as number);
          }
        }
        const t = Math.sqrt(5 * squared);
        const decay = expNegative(t);
        this.#sums[pair] = sum;
        this.#joint[pair] = matern(t, decay);
        this.#jointSlopes[pair] = maternSlope(t, decay);
        matrix[i * n + j] = share * sum + jointVariance * (this.#joint[pair] as number);
      }
      matrix[i * n + i] = share * d + jointVariance + noise + jitter;
    }
    return matrix;
  }

  /** Half the trace of (K^-1 - alpha alpha^T) times the derivative of K (eq. 5.9), by each element of the vector. */
  #likelihoodSlopes(vector: Float64Array, inverse: Float64Array, alpha: Float64Array, gradient: Float64Array): void {
    const n = this.#values.length;
    const [distances, mainSlopes] = [this.#distances, this.#mainSlopes];
    const d = this.#categorical.length;
    const { joint, share, jointVariance, noise } = unpack(vector, d);
    gradient.fill(0);
    let byMain = 0;
    let byJoint = 0;
    let byNoise = 0;
    let pair = 0;
    for (let i = 0; i < n; i++) {
      // A pair stands for its mirror image too, so that the half goes away.
      for (let j = 0; j < i; j++, pair++) {
        const weight = (inverse[i * n + j] as number) - (alpha[i] as number) * (alpha[j] as number);
        byMain += weight * (this.#sums[pair] as number);
        byJoint += weight * (this.#joint[pair] as number);
        const jointSlope = -2 * weight * jointVariance * (this.#jointSlopes[pair] as number);
        const mainSlope = weight * share;
        for (let k = 0, at = pair * d; k < d; k++, at++) {
          const apart = distances[at] as number;
          gradient[k] = (gradient[k] as number) + mainSlope * (mainSlopes[at] as number);
          gradient[d + k] = (gradient[d + k] as number) + jointSlope * apart * apart * (joint[k] as number);
        }
      }
      const weight = 0.5 * ((inverse[i * n + i] as number) - (alpha[i] as number) ** 2);
      byMain += weight * d;
      byJoint += weight;
      byNoise += weight;
    }
    gradient[2 * d] = byMain * share;
    gradient[2 * d + 1] = byJoint * jointVariance;
    gradient[2 * d + 2] = byNoise * noise;
  }

  #addPriors(vector: Float64Array, gradient: Float64Array): number {
    return this.#priors.reduce((sum, { mean, deviation }, k) => {
      const z = ((vector[k] as number) - mean) / deviation;
      gradient[k] = (gradient[k] as number) + z / deviation;
      return sum + 0.5 * z * z;
    }, 0);
  }
}

/** The derivative of `matern` by the logarithm of the length scale. */
function byLogScale(t: number, decay: number): number {
  return -0.4 * t * t * maternSlope(t, decay);
}

/** What the kernel's formula reads: sqrt(5) / l (D,), 1 / h^2 (D,), and variances. */
function unpack(vector: Float64Array, d: number) {
  return {
    rates: vector.subarray(0, d).map((v) => Math.sqrt(5) * Math.exp(-v)),
    joint: vector.subarray(d, 2 * d).map((v) => Math.exp(-2 * v)),
    share: Math.exp(vector[2 * d] as number) / d,
    jointVariance: Math.exp(vector[2 * d + 1] as number),
    noise: Math.exp(vector[2 * d + 2] as number),
  };
}

function pairDistances({ points, values, categorical }: Observations): Float64Array {
  const n = values.length;
  const d = categorical.length;
  const distances = new Float64Array(((n * (n - 1)) / 2) * d);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < d; k++) {
        const [a, b] = [points[i * d + k] as number, points[j * d + k] as number];
        distances[at++] = distance(a, b, categorical[k] as boolean);
      }
    }
  }
  return distances;
}

/** A symmetric matrix (n, n), of which the lower triangle is given, times a vector (n,). */
function multiply(lower: Float64Array, vector: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const element = lower[i * n + j] as number;
      product[i] = (product[i] as number) + element * (vector[j] as number);
      product[j] = (product[j] as number) + element * (vector[i] as number);
    }
    product[i] = (product[i] as number) + (lower[i * n + i] as number) * (vector[i] as number);
  }
  return product;
}
