import { type Choice, pick } from '../../core/distribution.js';
import type { Rng } from '../../core/rng.js';
import type { Parameter } from '../../core/search-space.js';
import type { Params } from '../../core/trial.js';
import { type Bandwidth, createKernels, type Kernels } from './kernels.js';
import { observationWeights } from './split.js';

/** A mixture over observations, and a prior, of products over parameters. */
export class ParzenEstimator {
  readonly #kernels: readonly (readonly [name: string, kernels: Kernels])[];
  /** (K,) */
  readonly #weights: Float64Array;
  readonly #logWeights: Float64Array;

  /** `observations` have a value for each of `parameters`, oldest first. */
  constructor(parameters: readonly Parameter[], observations: readonly Params[], bandwidth: Bandwidth) {
    // The prior counts as one observation.
    const weights = [...observationWeights(observations.length), 1];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#weights = Float64Array.from(weights, (weight) => weight / total);
    this.#logWeights = this.#weights.map(Math.log);
    this.#kernels = parameters.map(({ name, distribution }) => {
      const values = observations.map((params) => params[name] as Choice);
      return [name, createKernels(distribution, values, bandwidth)];
    });
  }

  sample(rng: Rng): Params {
    const k = pick(this.#weights, rng.next());
    return Object.fromEntries(this.#kernels.map(([name, kernels]) => [name, kernels.sample(k, rng)]));
  }

  logDensity(params: Params): number {
    const logDensities = this.#logWeights.slice();
    for (const [name, kernels] of this.#kernels) kernels.addLogDensities(params[name] as Choice, logDensities);
    return logSumExp(logDensities);
  }
}

function logSumExp(values: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > largest) largest = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum);
}
