/**
 * How low the function may be at a point: the lower end of a confidence interval around its mean, with the sign turned. Srinivas,
 * Krause, Kakade & Seeger: Gaussian Process Optimization in the Bandit Setting, ICML 2010, https://arxiv.org/abs/0912.3995.
 */
import { type Acquisition, type Point, rankedByMean } from './acquisition.js';
import type { Surface } from './surface.js';

export class ConfidenceBound implements Acquisition {
  readonly ranking: readonly Float64Array[];
  readonly #surface: Surface;
  readonly #width: number;
  readonly #deviationSlopes: Float64Array;

  /** `width`: of the interval to either side, in standard deviations. */
  constructor(surface: Surface, width: number) {
    this.#surface = surface;
    this.#width = width;
    this.ranking = rankedByMean(surface).map(({ x }) => x);
    this.#deviationSlopes = new Float64Array(surface.categorical.length);
  }

  values(points: readonly Point[]): readonly number[] {
    return this.#surface.predictMany(points.map(({ x }) => x)).map(({ mean, deviation }) => this.#width * deviation - mean);
  }

  negative(x: Float64Array, gradient: Float64Array): number {
    const slopes = this.#deviationSlopes;
    const { mean, deviation } = this.#surface.predictWithSlopes(x, gradient, slopes);
    for (let j = 0; j < x.length; j++) gradient[j] = (gradient[j] as number) - this.#width * (slopes[j] as number);
    return mean - this.#width * deviation;
  }
}
