import type { Choice } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import type { Trial } from '../../core/trial.js';
import type { Rng } from '../../math/rng.js';
import { emptyCandidates, valuesOf } from './candidates.js';
import { columnsOf } from './columns.js';
import { Observations } from './observations.js';
import { ParzenEstimator } from './parzen-estimator.js';
import type { Split } from './split.js';
import { fading, thinned } from './weights.js';

/** Kernels of bad trials; of more, older ones stand for each other. */
const mostKernels = 10_000;

/**
 * How narrow kernels may become, as `TrialKernels.fit` has it; Optuna's are 1. Half of the suggestions take narrow kernels for
 * the good trials, which lead to the bottom of the basin that they lie in; the other half wide ones, which find other basins.
 * Wider ones for the bad trials keep both from mistaking a gap between these for something new. Measured by bench/samplers.ts:
 * narrow ones alone are caught in local minima (levy8, rastrigin5), wide ones alone are slow on ackley5, branin and rosenbrock5.
 */
const sharpness = { narrow: 6, wide: 1, bad: 0.7 } as const;

/** l(x) / g(x) over parameters that are modelled together. */
export class DensityRatio {
  readonly #observations: Observations;
  readonly #good: ParzenEstimator;
  readonly #bad: ParzenEstimator;

  constructor(parameters: readonly Parameter[]) {
    this.#observations = new Observations(columnsOf(parameters));
    this.#good = new ParzenEstimator(this.#observations, { guessed: true });
    this.#bad = new ParzenEstimator(this.#observations, { guessed: false });
  }

  /** Takes up what is new in a growing list of trials; false for another list, which takes another instance. */
  follow(trials: readonly Trial[]): boolean {
    return this.#observations.follow(trials);
  }

  /** Takes the trials for what the split says, and their kernels for narrow or wide. */
  fit({ good, notBad, goodWeights }: Split, rng: Rng): void {
    const observations = this.#observations;
    const numbers = observations.having(good);
    const weights = goodWeights?.filter((_, i) => observations.has(good[i] as number));
    const ofGood = weights ? { numbers, weights, count: numbers.length } : fading(numbers);
    this.#good.fit(ofGood, rng.next() < 0.5 ? sharpness.narrow : sharpness.wide);
    this.#bad.fit(thinned(observations.complete, observations.having(notBad), mostKernels), sharpness.bad);
  }

  /** The one with the largest ratio among `count` candidates drawn from l, and the logarithms of the two largest ratios. */
  best(count: number, rng: Rng): { values: Record<string, Choice>; logRatio: number; runnerUp: number } {
    const { columns } = this.#observations;
    const candidates = emptyCandidates(count, columns.length);
    for (let c = 0; c < count; c++) this.#good.sample(candidates, c, rng);
    const good = this.#good.logDensities(candidates);
    const { candidate, margin, runnerUp } = this.#bad.leastRelativeTo(good, candidates);
    return { values: valuesOf(columns, candidates, candidate), logRatio: margin, runnerUp };
  }
}
