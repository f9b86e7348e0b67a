import type { WinnerConfusions } from './confusion.js';
import type { Answer, RecordedRequest, Request } from './steering.js';
import type { FailedTrial, FinishedTrial, Report, RunningTrial, Trial, WaitingTrial } from './trial.js';

/** How a study's last run ended. `running` after a kill -9, too: the lock tells the two apart. */
export type StudyStatus = 'new' | 'running' | 'interrupted' | 'finished' | 'failed';

/** What a trial's model measured on the test split, once. */
export interface TestResult {
  readonly trialNumber: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * A study on disk. Every method that writes has committed when it returns.
 * Only the coordinating process writes; readers may look at the same time.
 */
export interface Store {
  /** In number order, each with the reports of its current attempt; one that goes on with `earlierMs`, which nobody has to tell. */
  trials(): Trial[];
  /** Inserts a trial that waits for its first attempt: a person asked for it, or it is a repeat. */
  trialEnqueued(trial: WaitingTrial): void;
  /** Inserts the trial, or takes one up again with its new attempt number; one that goes on (`resumeStep`) keeps its reports. */
  trialStarted(trial: RunningTrial): void;
  trialReported(trialNumber: number, attempt: number, report: Report): void;
  trialFinished(trial: FinishedTrial): void;
  /** Back to waiting: it was interrupted. `keptStep`: the next attempt goes on after it, and keeps the reports so far. */
  trialInterrupted(trialNumber: number, keptStep?: number): void;
  /** Back to waiting: the attempt failed, and there is to be another one, which goes on after `keptStep`. */
  trialToRepeat(failed: FailedTrial, keptStep?: number): void;
  /** The study begins a run as it is now, so many trials at a time. */
  runStarted(at: number, workers: number): void;
  /** In the order of asking. */
  requests(): RecordedRequest[];
  requestAsked(request: Request, at: number): RecordedRequest;
  requestAnswered(id: number, answer: Answer, at: number): void;
  /** A number that changes whenever another process has committed something since the last call: cheap to poll. */
  dataVersion(): number;
  /** What `action` commits is committed wholly or not at all. */
  atomically<T>(action: () => T): T;
  status(): StudyStatus;
  setStatus(status: StudyStatus): void;
  /** Milliseconds that all runs of the study took together, up to the last call. */
  elapsedMs(): number;
  setElapsedMs(elapsedMs: number): void;
  /** Of the winner. */
  testResult(): TestResult | undefined;
  setTestResult(result: TestResult): void;
  /** Of final retrainings (`purpose: 'finalize'`), one each that was measured, in number order. */
  finalTests(): TestResult[];
  finalTested(result: TestResult): void;
  confusions(): WinnerConfusions | undefined;
  setConfusions(confusions: WinnerConfusions): void;
  close(): void;
}
