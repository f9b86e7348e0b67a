import type { WinnerConfusions } from './confusion.js';
import type { FinishedTrial, Report, RunningTrial, Trial } from './trial.js';

/** How a study's last run ended. `running` after a kill -9, too: the lock tells the two apart. */
export type StudyStatus = 'new' | 'running' | 'interrupted' | 'finished' | 'failed';

/** Result of evaluating the winner on the test split, once. */
export interface TestResult {
  readonly trialNumber: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * A study on disk. Every method that writes has committed when it returns.
 * Only the coordinating process writes; readers may look at the same time.
 */
export interface Store {
  /** In number order, each with the reports of its current attempt; a promoted one with `earlierMs`, which nobody has to tell. */
  trials(): Trial[];
  /** Inserts the trial, or takes one up again with its new attempt number; one that goes on (`resumeStep`) keeps its reports. */
  trialStarted(trial: RunningTrial): void;
  trialReported(trialNumber: number, attempt: number, report: Report): void;
  trialFinished(trial: FinishedTrial): void;
  /** Back to waiting: it was interrupted. */
  trialInterrupted(trialNumber: number): void;
  status(): StudyStatus;
  setStatus(status: StudyStatus): void;
  /** Milliseconds that all runs of the study took together, up to the last call. */
  elapsedMs(): number;
  setElapsedMs(elapsedMs: number): void;
  testResult(): TestResult | undefined;
  setTestResult(result: TestResult): void;
  confusions(): WinnerConfusions | undefined;
  setConfusions(confusions: WinnerConfusions): void;
  close(): void;
}
