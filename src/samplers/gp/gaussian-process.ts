/**
 * What observations say about the function elsewhere: a Gaussian process conditioned on them (Rasmussen & Williams 2006,
 * algorithm 2.1, https://gaussianprocess.org/gpml/chapters/RW2.pdf).
 */
import { dot, factorizeRow, solveLower, solveUpper } from '../../math/linear-algebra.js';
import { type Hyperparameters, jitter, matern, maternSlope, type Observations, offset, squaredDistance } from './kernel.js';

export interface Prediction {
  readonly mean: number;
  /** Of the function, without the noise of observing it. */
  readonly deviation: number;
}

export class GaussianProcess {
  readonly hyperparameters: Hyperparameters;
  readonly categorical: readonly boolean[];
  /** (capacity, D) */
  readonly points: Float64Array;
  readonly #values: Float64Array;
  readonly #factor: Float64Array;
  readonly #alpha: Float64Array;
  readonly #k: Float64Array;
  readonly #capacity: number;
  readonly #inverseMain: Float64Array;
  readonly #inverseJoint: Float64Array;
  #size: number;

  /** `spare`: how many points can be added. */
  constructor({ points, values, categorical }: Observations, hyperparameters: Hyperparameters, spare = 0) {
    const n = values.length;
    const capacity = n + spare;
    this.categorical = categorical;
    this.hyperparameters = hyperparameters;
    this.points = new Float64Array(capacity * categorical.length);
    this.points.set(points);
    this.#values = new Float64Array(capacity);
    this.#values.set(values);
    this.#capacity = capacity;
    this.#size = n;
    this.#factor = new Float64Array(capacity * capacity);
    this.#alpha = new Float64Array(capacity);
    this.#k = new Float64Array(capacity);
    this.#inverseMain = hyperparameters.mainScales.map((l) => l ** -2);
    this.#inverseJoint = hyperparameters.jointScales.map((l) => l ** -2);
    for (let i = 0; i < n; i++) this.#appendRow(i);
    this.#solve();
  }

  get size(): number {
    return this.#size;
  }

  point(i: number): Float64Array {
    const d = this.categorical.length;
    return this.points.subarray(i * d, (i + 1) * d);
  }

  /** Adds an observation of `value` at `x` (D,). */
  add(x: Float64Array, value: number): void {
    const n = this.#size;
    this.points.set(x, n * this.categorical.length);
    this.#values[n] = value;
    this.#size++;
    this.#appendRow(n);
    this.#solve();
  }

  /** At `x` (D,). */
  predict(x: Float64Array): Prediction {
    const n = this.#size;
    const k = this.#k;
    this.#covariances(x, n, k);
    const mean = dot(k, this.#alpha, n);
    solveLower(this.#factor, this.#capacity, k, n);
    return { mean, deviation: Math.sqrt(Math.max(1e-14, this.#priorVariance - dot(k, k, n))) };
  }

  /** At `x` (D,); writes the derivatives of mean and deviation by the ordered coordinates (D,), 0 elsewhere. */
  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction {
    const n = this.#size;
    const d = this.categorical.length;
    const k = this.#k;
    const { mainVariance, jointVariance } = this.hyperparameters;
    this.#covariances(x, n, k);
    const mean = dot(k, this.#alpha, n);
    solveLower(this.#factor, this.#capacity, k, n);
    const deviation = Math.sqrt(Math.max(1e-14, this.#priorVariance - dot(k, k, n)));
    // K^-1 k, by which the variance falls: d(variance) = -2 (K^-1 k) dk.
    solveUpper(this.#factor, this.#capacity, k, n);
    meanSlopes.fill(0);
    deviationSlopes.fill(0);
    const mainShare = mainVariance / d;
    for (let i = 0; i < n; i++) {
      const at = i * d;
      let squared = 0;
      for (let j = 0; j < d; j++) {
        squared +=
          squaredDistance(x[j] as number, this.points[at + j] as number, this.categorical[j] as boolean) *
          (this.#inverseJoint[j] as number);
      }
      const slope = jointVariance * maternSlope(squared);
      const alpha = this.#alpha[i] as number;
      const weight = k[i] as number;
      for (let j = 0; j < d; j++) {
        const a = x[j] as number;
        if (this.categorical[j] || a < 0) continue;
        const b = this.points[at + j] as number;
        const s = squaredDistance(a, b, false);
        const byX =
          2 *
          offset(a, b) *
          (slope * (this.#inverseJoint[j] as number) +
            mainShare * (this.#inverseMain[j] as number) * maternSlope(s * (this.#inverseMain[j] as number)));
        meanSlopes[j] = (meanSlopes[j] as number) + alpha * byX;
        deviationSlopes[j] = (deviationSlopes[j] as number) - (weight * byX) / deviation;
      }
    }
    return { mean, deviation };
  }

  get #priorVariance(): number {
    return this.hyperparameters.mainVariance + this.hyperparameters.jointVariance;
  }

  /** Of `x` with the first `n` points. */
  #covariances(x: Float64Array, n: number, into: Float64Array): void {
    const d = this.categorical.length;
    const { mainVariance, jointVariance } = this.hyperparameters;
    const mainShare = mainVariance / d;
    for (let i = 0; i < n; i++) {
      let main = 0;
      let squared = 0;
      for (let j = 0; j < d; j++) {
        const s = squaredDistance(x[j] as number, this.points[i * d + j] as number, this.categorical[j] as boolean);
        main += s === 0 ? 1 : matern(s * (this.#inverseMain[j] as number));
        squared += s * (this.#inverseJoint[j] as number);
      }
      into[i] = mainShare * main + jointVariance * matern(squared);
    }
  }

  #appendRow(i: number): void {
    const row = i * this.#capacity;
    this.#covariances(this.point(i), i, this.#k);
    for (let j = 0; j < i; j++) this.#factor[row + j] = this.#k[j] as number;
    this.#factor[row + i] = this.#priorVariance + this.hyperparameters.noiseVariance + jitter;
    if (!factorizeRow(this.#factor, this.#capacity, i)) {
      // Within rounding of a point that is there already.
      this.#factor[row + i] = Math.sqrt(jitter);
    }
  }

  #solve(): void {
    this.#alpha.set(this.#values);
    solveLower(this.#factor, this.#capacity, this.#alpha, this.#size);
    solveUpper(this.#factor, this.#capacity, this.#alpha, this.#size);
  }
}
