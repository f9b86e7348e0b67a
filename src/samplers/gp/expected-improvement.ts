/**
 * How much a trial at a point promises: the logarithm of its expected improvement on the lowest mean among the observed points,
 * plus the user's priors, which weigh the less the more trials there are (Hvarfner et al.: piBO, ICLR 2022,
 * https://arxiv.org/abs/2204.11051).
 */
import type { Choice } from '../../core/distribution.js';
import type { Params } from '../../core/trial.js';
import { logPriorDensity, priorNormal } from '../prior.js';
import { type Acquisition, type Point, rankedByMean } from './acquisition.js';
import { type Encoding, inactive } from './encoding.js';
import { logH, logHSlope } from './log-expected-improvement.js';
import type { Surface } from './surface.js';

/** Trials by which the priors weigh as much as the expected improvement: piBO's beta. */
const priorWeight = 10;

export class ExpectedImprovement implements Acquisition {
  readonly #encoding: Encoding;
  readonly #surface: Surface;
  readonly ranking: readonly Float64Array[];
  readonly #incumbent: number;
  readonly #weight: number;
  readonly #meanSlopes: Float64Array;
  readonly #deviationSlopes: Float64Array;

  /** `finished`: how many trials are. */
  constructor(encoding: Encoding, surface: Surface, finished: number) {
    this.#encoding = encoding;
    this.#surface = surface;
    const observed = rankedByMean(surface);
    this.ranking = observed.map(({ x }) => x);
    this.#incumbent = (observed[0] as { mean: number }).mean;
    this.#weight = encoding.parameters.some(({ prior }) => prior) ? priorWeight / Math.max(1, finished) : 0;
    this.#meanSlopes = new Float64Array(encoding.size);
    this.#deviationSlopes = new Float64Array(encoding.size);
  }

  values(points: readonly Point[]): readonly number[] {
    return this.#surface.predictMany(points.map(({ x }) => x)).map(({ mean, deviation }, i) => {
      const improvement = logH((this.#incumbent - mean) / deviation) + Math.log(deviation);
      return this.#weight === 0 ? improvement : improvement + this.#weight * this.#logPrior((points[i] as Point).params);
    });
  }

  negative(x: Float64Array, gradient: Float64Array): number {
    const [meanSlopes, deviationSlopes] = [this.#meanSlopes, this.#deviationSlopes];
    const { mean, deviation } = this.#surface.predictWithSlopes(x, meanSlopes, deviationSlopes);
    const z = (this.#incumbent - mean) / deviation;
    const slope = logHSlope(z);
    for (let j = 0; j < x.length; j++) {
      const byMean = slope * (meanSlopes[j] as number);
      const byDeviation = (1 - slope * z) * (deviationSlopes[j] as number);
      gradient[j] = (byMean - byDeviation) / deviation;
    }
    return this.#withPriors(x, gradient, -logH(z) - Math.log(deviation));
  }

  #logPrior(params: Params): number {
    return this.#encoding.parameters.reduce((sum, parameter) => {
      const value = params[parameter.name];
      return value === undefined ? sum : sum + logPriorDensity(parameter, value as Choice);
    }, 0);
  }

  /** Adds what the priors of ordered parameters say between values; those of choices do not change there. */
  #withPriors(x: Float64Array, gradient: Float64Array, value: number): number {
    if (this.#weight === 0) return value;
    return this.#encoding.parameters.reduce((sum, { prior, distribution }, j) => {
      if (prior === undefined || distribution.kind === 'categorical' || x[j] === inactive) return sum;
      const { mean, deviation } = priorNormal(distribution, prior);
      const z = ((x[j] as number) - mean) / deviation;
      gradient[j] = (gradient[j] as number) + (this.#weight * z) / deviation;
      return sum + 0.5 * this.#weight * z * z;
    }, value);
  }
}
