import type { Database } from 'better-sqlite3';
import type { Ending, HistoryEvent } from '../core/history.js';
import type { FailureReason } from '../core/trial.js';
import { type RequestRow, toRequest } from './request-row.js';
import { decodeMetrics, type RepeatColumns, type ReportRow, toRepeatMarks, toReport } from './row-format.js';

/** The number of what happened last in the study; 0 before anything did. */
export function lastOrder(database: Database): number {
  const { last } = database
    .prepare<[], { last: number }>(
      `SELECT MAX(
         (SELECT COALESCE(MAX(started_order), 0) FROM run),
         (SELECT COALESCE(MAX(answered_order), 0) FROM request),
         (SELECT COALESCE(MAX(MAX(COALESCE(started_order, 0), COALESCE(ended_order, 0))), 0) FROM attempt),
         (SELECT COALESCE(MAX(told_order), 0) FROM report)
       ) AS last`,
    )
    .get() as { last: number };
  return last;
}

/** All that was recorded with its place in the order, in order. */
export function readHistory(database: Database): HistoryEvent[] {
  const ordered: { readonly order: number; readonly event: HistoryEvent }[] = [];
  const put = (order: number | null, event: HistoryEvent) => {
    if (order !== null) ordered.push({ order, event });
  };
  database.transaction(() => {
    for (const { started_order, started_at: at, sweep_text: sweepText, overrides, workers } of runs(database)) {
      put(started_order, { type: 'run-started', at, sweepText, overrides: JSON.parse(overrides), workers });
    }
    for (const row of requests(database)) put(row.answered_order, { type: 'steered', request: toRequest(row) });
    for (const row of attempts(database)) {
      const { trial_number: trialNumber, attempt, resume_step, ended_at } = row;
      const resumed = resume_step !== null && { resumeStep: resume_step };
      const params = JSON.parse(row.params);
      put(row.started_order, {
        type: 'trial-started',
        at: row.started_at,
        trialNumber,
        attempt,
        params,
        ...resumed,
        ...toRepeatMarks(row),
      });
      const ending = endingOf(row);
      if (ending) put(row.ended_order, { type: 'trial-ended', at: ended_at ?? 0, trialNumber, ending });
    }
    for (const row of reports(database)) {
      const { trial_number: trialNumber, attempt, told_order } = row;
      put(told_order, { type: 'trial-reported', trialNumber, attempt, report: toReport(row) });
    }
  })();
  return ordered.sort((a, b) => a.order - b.order).map(({ event }) => event);
}

interface RunRow {
  readonly started_order: number;
  readonly started_at: number;
  readonly sweep_text: string;
  readonly overrides: string;
  readonly workers: number;
}

interface AttemptRow extends RepeatColumns {
  readonly trial_number: number;
  readonly attempt: number;
  readonly params: string;
  readonly state: 'running' | 'interrupted' | 'complete' | 'pruned' | 'failed';
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly metrics: string | null;
  readonly failure_reason: FailureReason | null;
  readonly explanation: string | null;
  readonly paused: 0 | 1;
  readonly resume_step: number | null;
  readonly kept_step: number | null;
  readonly started_order: number | null;
  readonly ended_order: number | null;
  /** 1: the trial went on to another attempt, or waits for it. */
  readonly repeated: 0 | 1;
}

function runs(database: Database): RunRow[] {
  return database.prepare<[], RunRow>('SELECT * FROM run').all();
}

function requests(database: Database): (RequestRow & { answered_order: number | null })[] {
  return database
    .prepare<[], RequestRow & { answered_order: number | null }>(`SELECT * FROM request WHERE outcome = 'done'`)
    .all();
}

function attempts(database: Database): AttemptRow[] {
  return database
    .prepare<[], AttemptRow>(
      `SELECT attempt.*, params, repeat_of, purpose, round, attempt.attempt < trial.attempt OR trial.state = 'waiting' AS repeated
       FROM attempt JOIN trial ON number = trial_number`,
    )
    .all();
}

function reports(database: Database): (ReportRow & { attempt: number; told_order: number | null })[] {
  return database
    .prepare<[], ReportRow & { attempt: number; told_order: number | null }>('SELECT * FROM report WHERE told_order IS NOT NULL')
    .all();
}

/** Undefined while it runs. */
function endingOf({ state, metrics, explanation, failure_reason, paused, repeated, kept_step }: AttemptRow): Ending | undefined {
  const kept = kept_step !== null && { keptStep: kept_step };
  switch (state) {
    case 'running':
      return undefined;
    case 'interrupted':
      return { state, ...kept };
    case 'complete':
      return { state, metrics: decodeMetrics(metrics ?? '{}') };
    case 'pruned':
      return { state, explanation: explanation ?? '', paused: paused === 1 };
    case 'failed':
      return { state, reason: failure_reason ?? 'error', message: explanation ?? '', repeated: repeated === 1, ...kept };
  }
}
