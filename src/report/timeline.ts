import type { StudyRecord } from '../core/study-record.js';
import type { TrialState } from '../core/trial.js';
import { knownUntil } from './step-times.js';

/** When trials ran, one row for each that ran beside another. */
export interface Timeline {
  readonly rows: number;
  /** Milliseconds from the first start to the last end. */
  readonly lengthMs: number;
  /** By start. Times are milliseconds since the first start. */
  readonly spans: readonly TimelineSpan[];
  /** The share of the slots' time, while the study ran, that trials took, stretches before a pause with them. */
  readonly busy: number;
  /** The most slots that the study had, as far as it is known. */
  readonly slots: number;
  /** Trials that were paused and went on: only their last stretch is known. */
  readonly resumed: number;
}

interface TimelineSpan {
  readonly trial: number;
  readonly state: TrialState;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Undefined while no trial has run for any time. The study does not record slots: a trial is put into the first free row. */
export function timeline(record: StudyRecord): Timeline | undefined {
  const ran = record.trials
    .flatMap((trial) => (trial.state === 'waiting' ? [] : [{ trial, from: trial.startedAt, to: knownUntil(trial, record) }]))
    .sort((a, b) => a.from - b.from || a.trial.number - b.trial.number);
  const [first] = ran;
  const lastEnd = ran.reduce((latest, { to }) => Math.max(latest, to), 0);
  if (first === undefined || lastEnd <= first.from) return undefined;
  const freeFrom: number[] = [];
  const spans = ran.map(({ trial, from, to }): TimelineSpan => {
    const free = freeFrom.findIndex((time) => time <= from);
    const row = free < 0 ? freeFrom.length : free;
    freeFrom[row] = to;
    return { trial: trial.number, state: trial.state, row, from: from - first.from, to: to - first.from };
  });
  const slots = Math.max(freeFrom.length, record.spec.workers ?? record.environment?.devices.length ?? 0);
  const worked = ran.reduce((sum, { trial: { earlierMs = 0 }, from, to }) => sum + earlierMs + to - from, 0);
  return {
    ...{ rows: freeFrom.length, lengthMs: lastEnd - first.from, spans, slots },
    busy: Math.min(1, worked / (slots * record.elapsedMs)),
    resumed: record.trials.filter(({ earlierMs = 0 }) => earlierMs > 0).length,
  };
}
