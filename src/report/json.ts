import { fromLoss, type Objective } from '../core/objective.js';
import type { StudyRecord } from '../core/study-record.js';
import type { Metrics, Params, Trial, TrialState } from '../core/trial.js';
import { summarise } from './summary.js';

/** One line of `trials.jsonl`. Numbers that are not finite are null; what a trial does not have is left out. */
interface TrialLine {
  readonly trial: number;
  readonly state: TrialState;
  /** From 1; grows when an interrupted trial runs again. */
  readonly attempt: number;
  readonly params: Params;
  /** The objective's value, of a complete trial only. */
  readonly value?: number;
  readonly metrics?: Metrics;
  /** By rising step. */
  readonly reports: readonly { readonly step: number; readonly metrics: Metrics }[];
  /** ISO 8601. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly durationMs?: number;
  /** Why a trial failed, in one word and in full. */
  readonly reason?: string;
  readonly message?: string;
  /** Why a trial was pruned. */
  readonly explanation?: string;
}

export function renderSummaryJson(record: StudyRecord): string {
  return `${JSON.stringify(summarise(record), null, 2)}\n`;
}

/** One trial a line, in number order. */
export function renderTrialsJsonl(record: StudyRecord): string {
  return record.trials.map((trial) => `${JSON.stringify(toLine(trial, record.spec.objective))}\n`).join('');
}

function toLine(trial: Trial, objective: Objective): TrialLine {
  return {
    trial: trial.number,
    state: trial.state,
    attempt: trial.attempt,
    params: trial.params,
    ...(trial.state === 'complete' && { value: fromLoss(objective, trial.loss), metrics: trial.metrics }),
    reports: trial.reports.map(({ step, metrics }) => ({ step, metrics })),
    ...('startedAt' in trial && { startedAt: new Date(trial.startedAt).toISOString() }),
    ...('finishedAt' in trial && {
      finishedAt: new Date(trial.finishedAt).toISOString(),
      durationMs: trial.finishedAt - trial.startedAt,
    }),
    ...(trial.state === 'failed' && { reason: trial.reason, message: trial.message }),
    ...(trial.state === 'pruned' && { explanation: trial.explanation }),
  };
}
