import type { Objective } from './objective.js';
import type { TaskSpec } from './task-spec.js';
import type { FailureReason, Metrics, Params } from './trial.js';

/** Room for one trial on a device. */
export interface Slot {
  /** From 0. */
  readonly index: number;
  /** For people: `wasm`, `cuda:0 NVIDIA A100`. */
  readonly device: string;
}

/** One evaluation of one set of parameters. Plain data: it crosses threads and processes. */
export interface TrialJob {
  readonly task: TaskSpec;
  readonly trialNumber: number;
  readonly attempt: number;
  /** With the derived values. */
  readonly params: Params;
  /** What the study optimises: early stopping inside a trial watches the same metric. */
  readonly objective: Objective;
  /** Of the whole study: data splits hang on it, so that all trials see the same. */
  readonly studySeed: number;
  /** Of this trial: from (study seed, trial number), of a repeat from (study seed, purpose, round); the same in every attempt. */
  readonly seed: number;
  /** The trial goes on from what it left in its checkpoint folder after this step, instead of from the beginning. */
  readonly resumeStep?: number;
  /** Where the trial keeps what it needs to go on, made by the trial. Left out: nothing is kept. */
  readonly checkpointFolder?: string;
  /** How long it may work before it keeps that anew, in milliseconds; left out: a minute. */
  readonly checkpointEveryMs?: number;
  /** It may go on after it is told to stop, and keeps what it needs for that then. Left out: it may not. */
  readonly mayPause?: boolean;
  /** Where what is costly to make of the data is kept for all trials of the study, made by the one that needs it first. */
  readonly cacheFolder?: string;
  /** Where a complete trial leaves its model, made by the trial. Left out: nothing is kept. */
  readonly artifactFolder?: string;
  /** Where the trial's own words go. */
  readonly logFile?: string;
}

/** How far a running trial is between two reports. Shown, never stored. */
export interface Progress {
  /** The step under way, from 1. */
  readonly step: number;
  /** The most steps that it can take, where known. */
  readonly steps?: number;
  /** Of the step under way, 0 to 1. */
  readonly fraction: number;
  readonly examplesPerSecond?: number;
}

export type TrialOutcome =
  | { readonly kind: 'complete'; readonly metrics: Metrics }
  /** It was answered `stop` and did. */
  | { readonly kind: 'pruned' }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  /** Its signal was aborted: it will run again, from what it kept. */
  | { readonly kind: 'interrupted' };

export interface TrialListener {
  /** The trial waits for the answer before its next step. */
  reported(step: number, metrics: Metrics): Promise<'continue' | 'stop'>;
  progressed(progress: Progress): void;
}

export interface RunOptions {
  readonly slot: Slot;
  /** Asks the trial to stop within a batch; what does not is ended by force. Its reason is an `OutsideEnding`, or it interrupts. */
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** How long it may give no sign of life, in milliseconds; asked again as time passes. Undefined: as long as it likes. */
  readonly hangMs?: () => number | undefined;
}

/** Runs trials. Whatever a trial does, it ends as an outcome: `run` rejects only for a bug of ours. */
export interface Executor {
  readonly slots: readonly Slot[];
  /** Makes room for at least so many trials at a time; no slot that there is goes away. */
  grow(slots: number): void;
  run(job: TrialJob, listener: TrialListener, options: RunOptions): Promise<TrialOutcome>;
  close(): Promise<void>;
}
