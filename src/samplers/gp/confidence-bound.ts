/**
 * How low the function may be at a point: the lower end of a confidence interval around its mean, with the sign turned. Srinivas,
 * Krause, Kakade & Seeger: Gaussian Process Optimization in the Bandit Setting, ICML 2010, https://arxiv.org/abs/0912.3995.
 */
import type { Params } from '../../core/trial.js';
import { type Acquisition, rankedByMean } from './acquisition.js';
import type { GaussianProcess } from './gaussian-process.js';

export class ConfidenceBound implements Acquisition {
  readonly ranking: readonly Float64Array[];
  readonly #process: GaussianProcess;
  readonly #width: number;
  readonly #deviationSlopes: Float64Array;

  /** `width`: of the interval to either side, in standard deviations. */
  constructor(process: GaussianProcess, width: number) {
    this.#process = process;
    this.#width = width;
    this.ranking = rankedByMean(process).map(({ x }) => x);
    this.#deviationSlopes = new Float64Array(process.categorical.length);
  }

  value(_: Params, x: Float64Array): number {
    const { mean, deviation } = this.#process.predict(x);
    return this.#width * deviation - mean;
  }

  negative(x: Float64Array, gradient: Float64Array): number {
    const slopes = this.#deviationSlopes;
    const { mean, deviation } = this.#process.predictWithSlopes(x, gradient, slopes);
    for (let j = 0; j < x.length; j++) gradient[j] = (gradient[j] as number) - this.#width * (slopes[j] as number);
    return mean - this.#width * deviation;
  }
}
