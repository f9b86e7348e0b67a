import type { Objective } from './objective.js';
import type { Decision, RunningTrial, Trial } from './trial.js';

/**
 * What a pruner says about a trial's last report.
 * `pause`: a trial that is stopped may be promoted later, so its checkpoint is worth keeping.
 */
export type PruneDecision =
  /** `numbers` is left out where there was nothing to decide; `audited`: see `Decision`. */
  | { readonly prune: false; readonly numbers?: Decision['numbers']; readonly audited?: boolean }
  /** `explanation` says why in the numbers that decided, in the metric's units. */
  | { readonly prune: true; readonly explanation: string; readonly numbers: Decision['numbers']; readonly pause?: boolean };

/** What a pruner sees of the study. Decisions compare losses; the objective is only to word explanations. */
export interface PeerContext {
  /**
   * All trials of the study, in number order. An object that has not changed says that its trial has not. The reports of a running
   * trial grow, also those of its objects of before: what of them is to last is copied.
   */
  readonly trials: readonly Trial[];
  readonly objective: Objective;
  /** The most steps of a trial, where it is known. */
  readonly epochs?: number;
  /** How many steps a trial takes by its own parameters; left out where all take the same. */
  readonly stepsOf?: (trial: Trial) => number | undefined;
  readonly studySeed: number;
}

export interface PruneContext extends PeerContext {
  /** One of `trials`. Its last report is the one to decide on. */
  readonly trial: RunningTrial;
}

/** Decides whether a trial stops early. It has no state that the trials do not determine; a cache may only speed it up. */
export interface Pruner {
  decide(context: PruneContext): PruneDecision;
  /**
   * The number of a paused trial that should go on before a new one starts, if any. `pausing`: a running one of the trials, as if it
   * were paused.
   */
  promote?(context: PeerContext, pausing?: RunningTrial): number | undefined;
  /** Of one that chooses among others: which it takes and why, in a sentence. */
  explain?(context: Pick<PeerContext, 'objective' | 'epochs'>): string;
}
