import type { Choice } from './distribution.js';
import type { Standing } from './standing.js';

export type Params = Readonly<Record<string, Choice>>;

/** What a trial measured, by name, in the user's units. */
export type Metrics = Readonly<Record<string, number>>;

/** What a trial reported at a step (an epoch, from 1). */
export interface Report {
  readonly step: number;
  readonly metrics: Metrics;
  /** The objective with its sign turned so that lower is better; NaN when the report lacks the objective's metric. */
  readonly loss: number;
  /** What the pruner decided here; left out where there was nothing to decide. */
  readonly decision?: Decision;
}

/** A pruner's decision, with what it came from, so that "why was it pruned?" has an answer. */
export interface Decision {
  /** `audited`: it would have been pruned, but runs on to show whether that would have been right. */
  readonly verdict: 'continue' | 'prune' | 'pause' | 'audited';
  /** By name, in the metric's units where they are values of it: { rung: 3, value: 0.41, bound: 0.58, rank: 5, of: 9 }. */
  readonly numbers: Readonly<Record<string, number>>;
}

export type FailureReason = 'error' | 'diverged' | 'out-of-memory' | 'timeout' | 'crashed' | 'stopped';

/** What a sampler saw, or which point of its sequence it took, when it proposed a trial's parameters, so that "why these?" has an answer. */
export interface Suggestion {
  /** The sampler whose model or sequence it was. */
  readonly by: string;
  /** By name: { 'log l/g': 1.34, 'runner-up': 1.21, candidates: 24 }, { point: 7 }. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** What a view knows of a trial's reports when it does not have them all. */
export interface Outline {
  /** How many there are. */
  readonly count: number;
  /** The losses of some of them, evenly spread; left out: those of the reports that it has. */
  readonly curve?: readonly number[];
  /** Steps at which the pruner decided something; left out: those of the reports that it has. */
  readonly decided?: readonly number[];
  /** One of them was let on for an audit. */
  readonly audited?: true;
}

export type Purpose = 'repeat' | 'finalize';

/**
 * Of a repeat: a trial that runs the parameters of an earlier one under another seed. All three are there, or none. A
 * *configuration* is a trial without them together with its repeats; searches, budgets of trials and samplers count configurations.
 */
export interface RepeatMarks {
  /** The number of the trial whose parameters it has; never itself a repeat. */
  readonly repeatOf?: number;
  /** `repeat`: a round of the race between the best configurations. `finalize`: the final retraining of one of them. */
  readonly purpose?: Purpose;
  /**
   * Which seed it has: repeats of one purpose and round have the same one, whatever their configuration, so that they can be compared
   * in pairs. Of a race from 2, as the search's own run counts as the first; of final retrainings from 1.
   */
  readonly round?: number;
}

/**
 * The losses of a trial by step and what it came to, without all else that it reported: what pruners and rankings look at in every
 * trial of a study. Of very many trials of a store it is there long before their reports are.
 */
export interface Course {
  /** How many reports there are. */
  readonly length: number;
  /** Of the i-th report, from 0. */
  step(i: number): number;
  /** NaN where the objective was not measured. */
  loss(i: number): number;
  /** The step at which the trial would have been pruned, if it is one that ran on as an audit. */
  readonly auditedAt: number | undefined;
  /** What the last report measured; undefined before the first. */
  readonly lastMetrics: Metrics | undefined;
}

interface TrialBase extends RepeatMarks {
  /** From 0, in the order of asking. */
  readonly number: number;
  readonly params: Params;
  /** From 1; grows when an interrupted trial runs again. */
  readonly attempt: number;
  /** Left out of one that a person asked for. */
  readonly suggestion?: Suggestion;
  /** Of the current attempt, by rising step. */
  readonly reports: readonly Report[];
  /** Only of a trial whose reports are read when somebody looks at them: what there is to see of them without (`courseOf`). */
  readonly course?: Course;
  /** Only of a trial in a view, which keeps no more than it shows: `reports` are some of them, the last one always. */
  readonly outline?: Outline;
  /** Only of a configuration in a view, where the study has repeats; left out where it has one seed and is worse than the best. */
  readonly standing?: Standing;
  /**
   * Of a trial that went on after a pause or an interruption: the milliseconds that the attempts it went on from worked up to there.
   * Stores and views know it; a running study does not tell.
   */
  readonly earlierMs?: number;
  /** How many attempts crashed and were repeated; left out: none. */
  readonly crashes?: number;
}

/** Asked for but not running: enqueued by a user, or interrupted and to be run again with the same parameters and seed. */
export interface WaitingTrial extends TrialBase {
  readonly state: 'waiting';
  /** It goes on after this step: its reports lead there, and count. */
  readonly resumeStep?: number;
  /** Its last attempt crashed then, so that it is not taken up at once. */
  readonly crashedAt?: number;
}

export interface RunningTrial extends TrialBase {
  readonly state: 'running';
  /** It goes on after this step, to which its reports so far lead, from its checkpoint, or anew where that is gone. */
  readonly resumeStep?: number;
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
  /** It stopped at a rung and may go on from its checkpoint. */
  readonly paused?: boolean;
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

/** The milliseconds that it took to come to its end, without what lay between its attempts. */
export function workedMs({ startedAt, finishedAt, earlierMs = 0 }: FinishedTrial): number {
  return earlierMs + finishedAt - startedAt;
}

/** How many steps it has reported. */
export function stepsOf(trial: Trial): number {
  return trial.outline?.count ?? trial.course?.length ?? trial.reports.length;
}

/** The number of the trial that its configuration began with. */
export function configurationOf({ number, repeatOf }: Pick<Trial, 'number' | 'repeatOf'>): number {
  return repeatOf ?? number;
}

/** Of a repeat, what makes it one; nothing of others. */
export function repeatMarks({ repeatOf, purpose, round }: RepeatMarks): RepeatMarks {
  return repeatOf === undefined ? {} : { repeatOf, ...(purpose && { purpose }), ...(round !== undefined && { round }) };
}

export function isFinished(trial: Trial): trial is FinishedTrial {
  return trial.state === 'complete' || trial.state === 'pruned' || trial.state === 'failed';
}
