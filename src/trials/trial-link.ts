import type { Progress } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';

/** How a running trial reaches its study, wherever it runs: in this thread, in a worker or in a child process. */
export interface TrialLink {
  /** Answers come in the order of the reports. */
  report(step: number, metrics: Metrics): Promise<'continue' | 'stop'>;
  progress(progress: Progress): void;
  /** Read before every batch. */
  stopRequested(): boolean;
  /** Fires at the same time, or as soon as the event loop of the trial's thread is free. */
  readonly stopSignal: AbortSignal;
  log(line: string): void;
}
