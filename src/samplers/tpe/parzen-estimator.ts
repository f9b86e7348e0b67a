import { type Choice, pick } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import type { Params } from '../../core/trial.js';
import type { Rng } from '../../math/rng.js';
import { createKernels, type Kernels } from './kernels.js';
import { observationWeights } from './split.js';

/** A mixture over observations, and a prior, of products over parameters. */
export class ParzenEstimator {
  readonly #kernels: readonly (readonly [name: string, kernels: Kernels])[];
  /** (K,) */
  readonly #weights: Float64Array;
  readonly #logWeights: Float64Array;
  /** Scratch space. */
  readonly #logDensities: Float64Array;

  /** `observations` have a value for each of `parameters`, oldest first. */
  constructor(parameters: readonly Parameter[], observations: readonly Params[]) {
    const weights = observationWeights(observations.length);
    // The prior counts as one observation.
    const total = weights.reduce((sum, weight) => sum + weight, 1);
    this.#weights = new Float64Array(observations.length + 1).fill(1);
    this.#weights.set(weights);
    this.#weights.forEach((weight, k, all) => {
      all[k] = weight / total;
    });
    this.#logWeights = this.#weights.map(Math.log);
    this.#logDensities = new Float64Array(observations.length + 1);
    this.#kernels = parameters.map(({ name, distribution }) => {
      const values = observations.map((params) => params[name] as Choice);
      return [name, createKernels(distribution, values)];
    });
  }

  sample(rng: Rng): Params {
    const k = pick(this.#weights, rng.next());
    return Object.fromEntries(this.#kernels.map(([name, kernels]) => [name, kernels.sample(k, rng)]));
  }

  logDensity(params: Params): number {
    const logDensities = this.#logDensities;
    logDensities.set(this.#logWeights);
    for (const [name, kernels] of this.#kernels) kernels.addLogDensities(params[name] as Choice, logDensities);
    return logSumExp(logDensities);
  }
}

function logSumExp(values: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > largest) largest = values[i] as number;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = (values[i] as number) - largest;
    // What is left out is below the sum's rounding (e^-36 is 2e-16); many kernels are far away, and exp is what takes the time.
    if (difference > -36) sum += Math.exp(difference);
  }
  return largest + Math.log(sum);
}
