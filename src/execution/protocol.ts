import type { MessagePort } from 'node:worker_threads';
import type { Device } from '../core/backend.js';
import type { Progress, TrialJob, TrialOutcome } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';
import type { ModelJob, ModelResult } from '../trials/model-job.js';

/**
 * What the coordinating process, its worker threads and their child processes say to each other, typed once for all sides.
 *
 * A trial has a MessageChannel of its own. The worker posts `TrialMessage`s; each `report` is answered by one `answer`, in order.
 * `control` is shared memory: the worker reads `STOP` before every batch, so that a trial ends within a batch even while
 * the worker's event loop is busy training.
 */
export type TrialMessage =
  | { readonly type: 'report'; readonly step: number; readonly metrics: Metrics }
  | { readonly type: 'progress'; readonly progress: Progress };

export type CoordinatorMessage =
  | { readonly type: 'answer'; readonly verdict: Verdict }
  /** The flag in shared memory says the same; a thread that supervises a child has to be woken. */
  | { readonly type: 'stop' }
  /** To a thread that supervises a child: end it now. */
  | { readonly type: 'kill' };

export type Verdict = 'continue' | 'stop';

/** Index of the stop flag in the shared Int32Array: 0 go on, 1 stop now (the coordinator ended the trial). */
export const STOP = 0;

/** Int32 cells of `control`. */
export const CONTROL_CELLS = 1;

/** File descriptor of the pipe over which a child process is told to stop: its IPC channel is not read while it trains. */
export const stopPipe = 4;

/** From a worker, over the data port of its task: it needs a value that all workers share, or has made it as it was told to. */
export type DataRequest =
  | { readonly type: 'wanted'; readonly key: string }
  | { readonly type: 'made'; readonly key: string; readonly value: unknown };

/** Without a value: the worker is to make it. */
export interface DataAnswer {
  readonly key: string;
  readonly value?: unknown;
}

/** What a worker thread is asked to do. */
export type WorkerTask =
  | {
      readonly type: 'trial';
      readonly job: TrialJob;
      readonly device: Device;
      readonly port: MessagePort;
      readonly dataPort: MessagePort;
      readonly control: Int32Array;
      /** Of the child process, where the thread supervises one. */
      readonly memoryLimitBytes?: number;
    }
  | { readonly type: 'model'; readonly job: ModelJob; readonly device: Device; readonly dataPort: MessagePort }
  /** Ends the child process, where the thread supervises one. */
  | { readonly type: 'close' };

/** How a trial ended in a worker. */
export interface TrialEnd {
  readonly outcome: TrialOutcome;
  /** What the worker holds after it, of what its own JavaScript can free; undefined where that cannot be known. */
  readonly heldBytes?: number;
}

/**
 * To a child process, over its IPC channel. `sequence` counts its jobs from 1, so that a late stop cannot hit the next one, and a
 * late report is not taken for one of the next.
 */
export type ChildRequest =
  | { readonly type: 'trial'; readonly sequence: number; readonly job: TrialJob }
  | { readonly type: 'model'; readonly sequence: number; readonly job: ModelJob }
  | { readonly type: 'answer'; readonly verdict: Verdict }
  /** The pipe has said so before; this is for what waits in the child. */
  | { readonly type: 'stop' };

/** From a child process, about the job of its sequence. What a user's code sends there of its own is none of these. */
export interface ChildMessage {
  readonly sequence: number;
  readonly message: JobMessage;
}

/** `failure` is only for a model job: a trial that fails is an outcome. */
export type JobMessage =
  | TrialMessage
  | { readonly type: 'outcome'; readonly outcome: TrialOutcome }
  | { readonly type: 'result'; readonly result: ModelResult }
  | { readonly type: 'failure'; readonly message: string };

export type { ModelJob, ModelResult, Prediction, PredictionInput } from '../trials/model-job.js';
