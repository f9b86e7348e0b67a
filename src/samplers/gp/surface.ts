import type { GaussianProcess, Prediction } from './gaussian-process.js';

/** What is believed of the loss at any point of a space, from points that were observed. */
export interface Surface {
  /** Of each coordinate: whether it has choices without an order. (D,) */
  readonly categorical: readonly boolean[];
  /** Observed points. */
  readonly size: number;
  /** One of them, as a vector (D,). */
  point(i: number): Float64Array;
  /** At `x` (D,). */
  predict(x: Float64Array): Prediction;
  /** At `x` (D,); writes the derivatives of mean and deviation by the ordered coordinates (D,), 0 elsewhere. */
  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction;
}

/** Of a process whose last coordinate is the progress of a run: what it expects at the end of runs. */
export class EndOfRun implements Surface {
  readonly categorical: readonly boolean[];
  readonly #process: GaussianProcess;
  /** The observed points without their progress: each once. */
  readonly #points: readonly Float64Array[];
  readonly #x: Float64Array;
  readonly #meanSlopes: Float64Array;
  readonly #deviationSlopes: Float64Array;

  constructor(process: GaussianProcess) {
    this.#process = process;
    const d = process.categorical.length - 1;
    this.categorical = process.categorical.slice(0, d);
    this.#points = distinct(Array.from({ length: process.size }, (_, i) => process.point(i).subarray(0, d)));
    this.#x = new Float64Array(d + 1).fill(1);
    this.#meanSlopes = new Float64Array(d + 1);
    this.#deviationSlopes = new Float64Array(d + 1);
  }

  get size(): number {
    return this.#points.length;
  }

  point(i: number): Float64Array {
    return this.#points[i] as Float64Array;
  }

  predict(x: Float64Array): Prediction {
    this.#x.set(x);
    return this.#process.predict(this.#x);
  }

  predictWithSlopes(x: Float64Array, meanSlopes: Float64Array, deviationSlopes: Float64Array): Prediction {
    this.#x.set(x);
    const prediction = this.#process.predictWithSlopes(this.#x, this.#meanSlopes, this.#deviationSlopes);
    meanSlopes.set(this.#meanSlopes.subarray(0, x.length));
    deviationSlopes.set(this.#deviationSlopes.subarray(0, x.length));
    return prediction;
  }
}

/** The points of a trial follow each other. */
function distinct(points: readonly Float64Array[]): Float64Array[] {
  return points.filter((point, i) => {
    const previous = points[i - 1];
    return previous === undefined || point.some((v, j) => v !== previous[j]);
  });
}
