import type { Progress, TrialJob, TrialOutcome } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';

/**
 * What the coordinating process and a worker say to each other, typed once for both sides.
 *
 * A trial has a MessageChannel of its own. The worker posts `TrialMessage`s; each `report` is answered by one `Answer`.
 * `control` is shared memory: the worker reads `STOP` before every batch, so that a trial ends within a batch even while
 * the worker's event loop is busy training.
 */
export type TrialMessage =
  | { readonly type: 'report'; readonly step: number; readonly metrics: Metrics }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'log'; readonly line: string };

export interface Answer {
  readonly verdict: 'continue' | 'stop';
}

/** Index of the stop flag in the shared Int32Array: 0 go on, 1 stop now (the coordinator ended the trial). */
export const STOP = 0;

/** Int32 cells of `control`. */
export const CONTROL_CELLS = 1;

/** The model at work, or measured, after a study: the same workers serve these. */
export type ModelJob =
  | { readonly type: 'test'; readonly folder: string; readonly job: TrialJob }
  | { readonly type: 'predict'; readonly folder: string; readonly texts: readonly string[]; readonly top: number };

export interface Prediction {
  readonly text: string;
  /** Most probable first, `top` of them. */
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
}

export type ModelResult =
  | { readonly type: 'test'; readonly metrics: Metrics }
  | { readonly type: 'predict'; readonly predictions: readonly Prediction[] };

export type { TrialOutcome };
