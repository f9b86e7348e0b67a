import type { StudyRecord } from '../core/study-record.js';
import { type FinishedTrial, isFinished, type RunningTrial } from '../core/trial.js';

/** When a trial ended, or of one that runs until when the study is known; milliseconds since the epoch. */
export function knownUntil(trial: RunningTrial | FinishedTrial, { createdAt, elapsedMs }: StudyRecord): number {
  return isFinished(trial) ? trial.finishedAt : Math.max(trial.startedAt, createdAt + elapsedMs);
}

/**
 * The times of a trial's reports, milliseconds since the epoch. When a step was reported is not known any more: they are spread
 * evenly over the trial's time.
 */
export function stepTimes(trial: RunningTrial | FinishedTrial, record: StudyRecord): number[] {
  const { startedAt, reports } = trial;
  const endedAt = knownUntil(trial, record);
  return reports.map((_, i) => startedAt + ((i + 1) / reports.length) * (endedAt - startedAt));
}
