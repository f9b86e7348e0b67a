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
  /** The share of the rows' time that trials took, while any ran. */
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
  const worked = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    ...{ rows: freeFrom.length, lengthMs: lastEnd - first.from, spans, slots },
    busy: worked / (slots * covered(spans)),
    resumed: record.trials.filter(({ earlierMs = 0 }) => earlierMs > 0).length,
  };
}

/** How long any of them ran; they are sorted by their start. */
function covered(spans: readonly TimelineSpan[]): number {
  let [sum, until] = [0, 0];
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
