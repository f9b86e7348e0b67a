import type { Choice } from './distribution.js';

export type Params = Readonly<Record<string, Choice>>;

/** What a trial measured, by name, in the user's units. */
export type Metrics = Readonly<Record<string, number>>;

/** What a trial reported at a step (an epoch, from 1). */
export interface Report {
  readonly step: number;
  readonly metrics: Metrics;
  /** The objective with its sign turned so that lower is better; NaN when the report lacks the objective's metric. */
  readonly loss: number;
}

export type FailureReason = 'error' | 'diverged' | 'out-of-memory' | 'timeout' | 'crashed' | 'stopped';

interface TrialBase {
  /** From 0, in the order of asking. */
  readonly number: number;
  readonly params: Params;
  /** From 1; grows when an interrupted trial runs again. */
  readonly attempt: number;
  /** Of the current attempt, by rising step. */
  readonly reports: readonly Report[];
}

/** Asked for but not running: enqueued by a user, or interrupted and to be run again with the same parameters and seed. */
export interface WaitingTrial extends TrialBase {
  readonly state: 'waiting';
}

export interface RunningTrial extends TrialBase {
  readonly state: 'running';
  /** Milliseconds since the epoch, as are all `...At`. */
  readonly startedAt: number;
}

export interface CompleteTrial extends TrialBase {
  readonly state: 'complete';
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly metrics: Metrics;
  readonly loss: number;
}

export interface PrunedTrial extends TrialBase {
  readonly state: 'pruned';
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Why, in numbers: `val_accuracy 0.41 at step 3 is not in the best 1/3 of 9 trials (bound 0.58)`. */
  readonly explanation: string;
}

export interface FailedTrial extends TrialBase {
  readonly state: 'failed';
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly reason: FailureReason;
  readonly message: string;
}

export type FinishedTrial = CompleteTrial | PrunedTrial | FailedTrial;
export type Trial = WaitingTrial | RunningTrial | FinishedTrial;
export type TrialState = Trial['state'];

export function isFinished(trial: Trial): trial is FinishedTrial {
  return trial.state === 'complete' || trial.state === 'pruned' || trial.state === 'failed';
}
