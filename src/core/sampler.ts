import type { Rng } from './rng.js';
import type { SearchSpace } from './search-space.js';
import type { Params, Trial } from './trial.js';

export interface SampleContext {
  readonly space: SearchSpace;
  /** All of them, running ones too, in number order; their values are losses. */
  readonly trials: readonly Trial[];
  readonly trialNumber: number;
  /** Seeded from (study seed, trial number): a resumed study repeats itself. */
  readonly rng: Rng;
}

/** Proposes parameters. It has no state that the trials do not determine, so that resuming is free. */
export interface Sampler {
  /** The active parameters of one trial, or `exhausted` when there is nothing left to try (a finished grid). */
  suggest(context: SampleContext): Params | 'exhausted';
}
