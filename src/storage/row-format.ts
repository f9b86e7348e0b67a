import type {
  Decision,
  FailedTrial,
  FinishedTrial,
  Metrics,
  Purpose,
  RepeatMarks,
  Report,
  RunningTrial,
  Suggestion,
  Trial,
  TrialState,
  WaitingTrial,
} from '../core/trial.js';

/** What a row of `trial` has of a repeat; null of others. */
export interface RepeatColumns {
  readonly repeat_of: number | null;
  readonly purpose: Purpose | null;
  readonly round: number | null;
}

/** A row of `trial` joined with its current row of `attempt`, as SQLite gives it. */
export interface TrialRow extends RepeatColumns {
  readonly number: number;
  readonly params: string;
  readonly suggestion: string | null;
  readonly state: TrialState;
  readonly attempt: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly loss: number | null;
  readonly metrics: string | null;
  readonly failure_reason: string | null;
  readonly explanation: string | null;
  readonly paused: 0 | 1 | null;
  readonly resume_step: number | null;
  readonly kept_step: number | null;
  /** What the attempts worked that it went on from, in milliseconds; null when there are none. */
  readonly earlier_ms: number | null;
  /** Attempts that failed and were repeated. */
  readonly crashes: number;
}

export interface ReportRow {
  readonly trial_number: number;
  readonly step: number;
  readonly loss: number | null;
  readonly metrics: string;
  readonly verdict: Decision['verdict'] | null;
  readonly numbers: string | null;
}

export function encodeMetrics(metrics: Metrics): string {
  return JSON.stringify(metrics, (_name, value) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
}

export function decodeMetrics(json: string): Metrics {
  const metrics: Record<string, number | string> = JSON.parse(json);
  // A reviver would be called for each of them, and takes three times as long.
  for (const name in metrics) if (typeof metrics[name] === 'string') metrics[name] = Number(metrics[name]);
  return metrics as Metrics;
}

function encodeSuggestion({ by, numbers }: Suggestion): string {
  return JSON.stringify({ by, numbers: encodeMetrics(numbers) });
}

function decodeSuggestion(json: string): Suggestion {
  const { by, numbers } = JSON.parse(json) as { by: string; numbers: string };
  return { by, numbers: decodeMetrics(numbers) };
}

export function toRepeatMarks({ repeat_of, purpose, round }: RepeatColumns): RepeatMarks {
  if (repeat_of === null || purpose === null || round === null) return {};
  return { repeatOf: repeat_of, purpose, round };
}

/** What the row of a trial that waits or begins is to hold. */
export function toTrialRow({ number, params, state, attempt, ...trial }: WaitingTrial | RunningTrial) {
  const { suggestion, repeatOf = null, purpose = null, round = null } = trial;
  return {
    ...{ number, params: JSON.stringify(params), state, attempt },
    suggestion: suggestion ? encodeSuggestion(suggestion) : null,
    ...{ repeatOf, purpose, round },
  };
}

/** SQLite has no NaN: it stores one as NULL. */
function decodeLoss(loss: number | null): number {
  return loss ?? Number.NaN;
}

export function toReport(row: ReportRow): Report {
  return { step: row.step, metrics: decodeMetrics(row.metrics), loss: decodeLoss(row.loss), ...toDecision(row) };
}

function toDecision({ verdict, numbers }: Pick<ReportRow, 'verdict' | 'numbers'>): Pick<Report, 'decision'> {
  return verdict === null || numbers === null ? {} : { decision: { verdict, numbers: decodeMetrics(numbers) } };
}

/** A trial before its reports are known. */
export type Unreported<T extends Trial> = T extends Trial ? Omit<T, 'reports'> : never;

export function toTrial(row: TrialRow, reports: readonly Report[]): Trial {
  const { number, attempt } = row;
  const base = { number, params: JSON.parse(row.params), attempt, reports };
  const resumed = row.resume_step !== null && { resumeStep: row.resume_step };
  switch (row.state) {
    case 'waiting': {
      const resumeStep = row.kept_step ?? row.resume_step;
      return withRarities(row, {
        ...base,
        state: 'waiting',
        // What an interrupted attempt reported no longer counts, save what the next one goes on from.
        reports: reports.filter(({ step }) => step <= (resumeStep ?? 0)),
        ...(resumeStep !== null && { resumeStep }),
        ...(row.failure_reason !== null && { crashedAt: row.ended_at ?? 0 }),
      });
    }
    case 'running':
      return withRarities(row, { ...base, state: 'running', startedAt: row.started_at ?? 0, ...resumed });
    default:
      return { ...toFinished(row), reports };
  }
}

/** Of the row of a finished trial. Written out without spreads, which would be half of the time that a large study takes to open. */
export function toFinished(row: TrialRow): Unreported<FinishedTrial> {
  const { number, attempt, state } = row;
  const params = JSON.parse(row.params);
  const startedAt = row.started_at ?? 0;
  const finishedAt = row.ended_at ?? 0;
  const explanation = row.explanation ?? '';
  if (state === 'complete') {
    const metrics = decodeMetrics(row.metrics ?? '{}');
    return withRarities(row, { number, params, attempt, state, startedAt, finishedAt, metrics, loss: decodeLoss(row.loss) });
  }
  if (state === 'pruned') {
    const trial = { number, params, attempt, state, startedAt, finishedAt, explanation } as const;
    return withRarities(row, row.paused === 1 ? { ...trial, paused: true } : trial);
  }
  const reason = row.failure_reason as FailedTrial['reason'];
  return withRarities(row, { number, params, attempt, state: 'failed', startedAt, finishedAt, reason, message: explanation });
}

/** With what most trials have not. */
function withRarities<T extends object>(row: TrialRow, trial: T): T {
  if (row.suggestion === null && row.repeat_of === null && row.earlier_ms === null && row.crashes === 0) return trial;
  return {
    ...trial,
    ...toRepeatMarks(row),
    ...(row.suggestion !== null && { suggestion: decodeSuggestion(row.suggestion) }),
    ...(row.earlier_ms !== null && { earlierMs: row.earlier_ms }),
    ...(row.crashes > 0 && { crashes: row.crashes }),
  };
}
