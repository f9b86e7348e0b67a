import type { GaussianProcess, Prediction } from './gaussian-process.js';

/** What is believed of the loss at any point of a space, from points that were observed. */
export interface Surface {
  /** Of each coordinate: whether it has choices without an order. (D,) */
  readonly categorical: readonly boolean[];
  /** Observed points. */
  readonly size: number;
  /** One of them, as a vector (D,). */
  point(i: number): Float64Array;
  /** The mean at it. */
  meanAt(i: number): number;
  /** At `x` (D,). */
  predict(x: Float64Array): Prediction;
  /** At each of some points (D,). */
  predictMany(xs: readonly Float64Array[]): readonly Prediction[];
  /** At `x` (D,); writes the derivatives of mean and deviation by the ordered coordinates (D,), 0 elsewhere. */
  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction;
}

/** Of a process whose last coordinate is the progress of a run: what it expects at the end of runs. */
export class EndOfRun implements Surface {
  readonly categorical: readonly boolean[];
  readonly #process: GaussianProcess;
  /** Of the observed points, of which several may lie on the course of the same run, the last one of each. */
  readonly #ends: readonly number[];
  readonly #x: Float64Array;
  readonly #meanSlopes: Float64Array;
  readonly #deviationSlopes: Float64Array;

  constructor(process: GaussianProcess) {
    this.#process = process;
    const d = process.categorical.length - 1;
    this.categorical = process.categorical.slice(0, d);
    this.#ends = endsOfRuns(process);
    this.#x = new Float64Array(d + 1).fill(1);
    this.#meanSlopes = new Float64Array(d + 1);
    this.#deviationSlopes = new Float64Array(d + 1);
  }

  get size(): number {
    return this.#ends.length;
  }

  point(i: number): Float64Array {
    return this.#process.point(this.#ends[i] as number).subarray(0, -1);
  }

  meanAt(i: number): number {
    const end = this.#ends[i] as number;
    return this.#process.point(end).at(-1) === 1 ? this.#process.meanAt(end) : this.#process.mean(this.#atEnd(this.point(i)));
  }

  predict(x: Float64Array): Prediction {
    return this.#process.predict(this.#atEnd(x));
  }

  predictMany(xs: readonly Float64Array[]): readonly Prediction[] {
    return this.#process.predictMany(xs.map((x) => this.#atEnd(x).slice()));
  }

  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction {
    const prediction = this.#process.predictWithSlopes(this.#atEnd(x), this.#meanSlopes, this.#deviationSlopes);
    meanSlopes.set(this.#meanSlopes.subarray(0, x.length));
    deviationSlopes.set(this.#deviationSlopes.subarray(0, x.length));
    return prediction;
  }

  #atEnd(x: Float64Array): Float64Array {
    this.#x.set(x);
    return this.#x;
  }
}

/** The points of a run follow each other, and differ in their last coordinate alone. */
function endsOfRuns(process: GaussianProcess): number[] {
  const runOf = (i: number) => process.point(i).subarray(0, -1);
  return Array.from({ length: process.size }, (_, i) => i).filter(
    (i) => i + 1 === process.size || runOf(i).some((v, j) => v !== runOf(i + 1)[j]),
  );
}
