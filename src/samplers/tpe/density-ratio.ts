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

  fit({ good, bad, goodWeights }: Split): void {
    const has = (number: number) => this.#observations.has(number);
    const numbers = good.filter(has);
    const weights = goodWeights?.filter((_, i) => has(good[i] as number));
    this.#good.fit(weights ? { numbers, weights, count: numbers.length } : fading(numbers));
    this.#bad.fit(thinned(fading(bad.filter(has)), mostKernels));
  }

  /** The one with the largest ratio among `count` candidates drawn from l. */
  best(count: number, rng: Rng): Record<string, Choice> {
    const { columns } = this.#observations;
    const candidates = emptyCandidates(count, columns.length);
    for (let c = 0; c < count; c++) this.#good.sample(candidates, c, rng);
    const good = this.#good.logDensities(candidates);
    const bad = this.#bad.logDensities(candidates);
    let best = 0;
    for (let c = 1; c < count; c++) if (ratio(c) > ratio(best)) best = c;
    return valuesOf(columns, candidates, best);

    function ratio(c: number): number {
      return (good[c] as number) - (bad[c] as number);
    }
  }
}
