import type { Objective } from './objective.js';
import type { RunningTrial, Trial } from './trial.js';

export type PruneDecision =
  | { readonly prune: false }
  /** `explanation` says why in the numbers that decided, in the metric's units. */
  | { readonly prune: true; readonly explanation: string };

export interface PruneContext {
  /** Its last report is the one to decide on. */
  readonly trial: RunningTrial;
  /** All trials of the study, this one too. */
  readonly trials: readonly Trial[];
  /** Only to word the explanation; decisions compare losses. */
  readonly objective: Objective;
}

/** Decides whether a trial stops early. It has no state that the trials do not determine. */
export interface Pruner {
  decide(context: PruneContext): PruneDecision;
}
