/**
 * What observations say about the function elsewhere: a Gaussian process conditioned on them (Rasmussen & Williams 2006,
 * algorithm 2.1, https://gaussianprocess.org/gpml/chapters/RW2.pdf).
 */
import { dot, factorizeRow, solveLower, solveLowerMany, solveUpper } from '../../math/linear-algebra.js';
import { type Hyperparameters, jitter, Kernel, type Observations } from './kernel.js';

export interface Prediction {
  readonly mean: number;
  /** Of the function, without the noise of observing it. */
  readonly deviation: number;
}

interface Growth {
  /** How many points can be added. */
  readonly spare?: number;
  /** A process that may have the same hyperparameters and begin with the same points: what it knows of these is taken over. */
  readonly previous?: GaussianProcess | undefined;
}

/** Predictions that are made at a time. */
const batch = 4;

export class GaussianProcess {
  readonly hyperparameters: Hyperparameters;
  readonly categorical: readonly boolean[];
  /** (capacity, D) */
  readonly points: Float64Array;
  readonly #kernel: Kernel;
  readonly #values: Float64Array;
  /** The Cholesky factor of the points' covariances with noise (capacity, capacity). */
  readonly #factor: Float64Array;
  /** By how much these exceed those of the function on the diagonal (capacity,). */
  readonly #noise: Float64Array;
  readonly #alpha: Float64Array;
  /** Of points to predict at with those observed (batch, capacity). */
  readonly #k: Float64Array;
  /** Their derivatives, of one (capacity, D). */
  readonly #slopes: Float64Array;
  readonly #capacity: number;
  #size: number;

  constructor(
    { points, values, categorical }: Observations,
    hyperparameters: Hyperparameters,
    { spare = 0, previous }: Growth = {},
  ) {
    const n = values.length;
    const d = categorical.length;
    const capacity = n + spare;
    this.categorical = categorical;
    this.hyperparameters = hyperparameters;
    this.#kernel = new Kernel(hyperparameters, categorical);
    this.points = new Float64Array(capacity * d);
    this.points.set(points);
    this.#values = new Float64Array(capacity);
    this.#values.set(values);
    this.#capacity = capacity;
    this.#size = n;
    this.#factor = new Float64Array(capacity * capacity);
    this.#noise = new Float64Array(capacity);
    this.#alpha = new Float64Array(capacity);
    this.#k = new Float64Array(batch * capacity);
    this.#slopes = new Float64Array(capacity * d);
    for (let i = previous ? this.#takeOver(previous) : 0; i < n; i++) this.#appendRow(i);
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

  /** The mean at observed point `i`, which costs next to nothing: K alpha with noise is what was observed there. */
  meanAt(i: number): number {
    return (this.#values[i] as number) - (this.#noise[i] as number) * (this.#alpha[i] as number);
  }

  /** The mean alone, at `x` (D,). */
  mean(x: Float64Array): number {
    this.#kernel.covariances(x, this.points, this.#size, this.#k);
    return dot(this.#k, this.#alpha, this.#size);
  }

  /** At `x` (D,). */
  predict(x: Float64Array): Prediction {
    return this.predictMany([x])[0] as Prediction;
  }

  /** At each of some points (D,). */
  predictMany(xs: readonly Float64Array[]): Prediction[] {
    const n = this.#size;
    const capacity = this.#capacity;
    const predictions: Prediction[] = [];
    for (let first = 0; first < xs.length; first += batch) {
      const some = xs.slice(first, first + batch);
      some.forEach((x, c) => {
        this.#kernel.covariances(x, this.points, n, this.#k, c * capacity);
      });
      const means = some.map((_, c) => dot(this.#k.subarray(c * capacity), this.#alpha, n));
      solveLowerMany(this.#factor, capacity, this.#k, some.length, capacity, n);
      means.forEach((mean, c) => {
        predictions.push({ mean, deviation: this.#deviation(this.#k.subarray(c * capacity)) });
      });
    }
    return predictions;
  }

  /** At `x` (D,); writes the derivatives of mean and deviation by the ordered coordinates (D,), 0 elsewhere. */
  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction {
    const n = this.#size;
    const d = this.categorical.length;
    const [k, alpha, slopes] = [this.#k, this.#alpha, this.#slopes];
    this.#kernel.covariancesWithSlopes(x, this.points, n, k, slopes);
    const mean = dot(k, alpha, n);
    solveLower(this.#factor, this.#capacity, k, n);
    const deviation = this.#deviation(k);
    // K^-1 k, by which the variance falls: d(variance) = -2 (K^-1 k) dk.
    solveUpper(this.#factor, this.#capacity, k, n);
    meanSlopes.fill(0);
    deviationSlopes.fill(0);
    for (let i = 0; i < n; i++) {
      const byMean = alpha[i] as number;
      const byDeviation = (k[i] as number) / deviation;
      for (let j = 0; j < d; j++) {
        const slope = slopes[i * d + j] as number;
        meanSlopes[j] = (meanSlopes[j] as number) + byMean * slope;
        deviationSlopes[j] = (deviationSlopes[j] as number) - byDeviation * slope;
      }
    }
    return { mean, deviation };
  }

  /** From L^-1 k (n,). */
  #deviation(solved: Float64Array): number {
    return Math.sqrt(Math.max(1e-14, this.#kernel.variance - dot(solved, solved, this.#size)));
  }

  /** Copies the rows of the factor that are the same; returns their number. A row depends on those above it alone. */
  #takeOver(previous: GaussianProcess): number {
    if (previous.hyperparameters !== this.hyperparameters) return 0;
    const d = this.categorical.length;
    let same = 0;
    const most = Math.min(this.#size, previous.size) * d;
    while (same < most && this.points[same] === previous.points[same]) same++;
    const rows = Math.floor(same / d);
    for (let i = 0; i < rows; i++) {
      const row = i * previous.#capacity;
      this.#factor.set(previous.#factor.subarray(row, row + i + 1), i * this.#capacity);
    }
    this.#noise.set(previous.#noise.subarray(0, rows));
    return rows;
  }

  #appendRow(i: number): void {
    const row = i * this.#capacity;
    const noise = this.hyperparameters.noiseVariance + jitter;
    this.#kernel.covariances(this.point(i), this.points, i, this.#factor, row);
    this.#factor[row + i] = this.#kernel.variance + noise;
    this.#noise[i] = noise;
    if (factorizeRow(this.#factor, this.#capacity, i)) return;
    // Within rounding of a point that is there already.
    this.#factor[row + i] = Math.sqrt(jitter);
    const solved = this.#factor.subarray(row, row + i);
    this.#noise[i] = dot(solved, solved) + jitter - this.#kernel.variance;
  }

  #solve(): void {
    this.#alpha.set(this.#values);
    solveLower(this.#factor, this.#capacity, this.#alpha, this.#size);
    solveUpper(this.#factor, this.#capacity, this.#alpha, this.#size);
  }
}
