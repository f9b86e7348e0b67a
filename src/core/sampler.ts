import type { Rng } from '../math/rng.js';
import type { Objective } from './objective.js';
import type { SearchSpace } from './search-space.js';
import type { Params, Suggestion, Trial } from './trial.js';

/** What is known of a search before its first trial. */
export interface SearchPlan {
  /** The first is the one that trials report and that pruners watch; several make the search multi-objective. */
  readonly objectives: readonly Objective[];
  /** Trials in all, where the budget says so. */
  readonly trials?: number;
  /** Trials at a time, where it is known. */
  readonly workers?: number;
  /** The most steps of a trial, where it is known. */
  readonly epochs?: number;
  /** Whether trials may be stopped before their last step: most of them are cheap then, and there are many. */
  readonly stopsEarly?: boolean;
  /** Of the whole study: for what is random once a study, such as the scrambling of a sequence. */
  readonly seed: number;
}

export interface SampleContext {
  readonly space: SearchSpace;
  readonly plan: SearchPlan;
  /**
   * The search's own, running ones too, in number order; their values are losses. A trial's parameters never change. Repeats are not
   * among them, and those that are, are numbered without them; prior trials of another study come first and count on, so that the
   * study's own have higher numbers here.
   */
  readonly trials: readonly Trial[];
  /** Of the trial to propose, among the search's own. */
  readonly trialNumber: number;
  /** Seeded from (study seed, trial number): a resumed study repeats itself. */
  readonly rng: Rng;
  /** How many proposals for this trial were turned down before: a sampler without `rng` has to make another one. */
  readonly attempt: number;
  /** Takes what a model saw that proposes a point, or which of a sequence it is; the last call before the point that is taken counts. */
  readonly tell?: (suggestion: Suggestion) => void;
  /** How many steps a trial takes by its own parameters; left out where all take the same. */
  readonly stepsOf?: (trial: Trial) => number | undefined;
}

/**
 * Proposes parameters. It has no state that the trials do not determine, so that resuming is free; a cache may only speed it up.
 * What is true of all samplers is done around them (samplers/index.ts): no repeats, constraints, recorded rows, failed regions.
 */
export interface Sampler {
  /** The active parameters of one trial, or `exhausted` when there is nothing left to try (a finished grid). */
  suggest(context: SampleContext): Params | 'exhausted';
  /** Of one that chooses among others: which it takes and why, in a sentence. */
  explain?(context: Pick<SampleContext, 'space' | 'plan'>): string;
}
