import { fromLoss } from '../core/objective.js';
import { derivedOf } from '../core/search-space.js';
import type { Standing } from '../core/standing.js';
import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import {
  isFinished,
  type Metrics,
  type Params,
  type RepeatMarks,
  type Report,
  repeatMarks,
  type Trial,
  type TrialState,
  workedMs,
} from '../core/trial.js';
import { standingsOf } from '../study/standings.js';
import { marksOf } from '../study/state-text.js';
import { type StandingFields, standingFields } from './standing-fields.js';

/** Of docs/trials-jsonl.md. */
const schema = 1;

/** One line of `trials.jsonl`. Numbers that are not finite are null; what a trial does not have is left out; docs/trials-jsonl.md promises it. */
interface TrialLine extends RepeatMarks {
  readonly schema: typeof schema;
  readonly trial: number;
  readonly state: TrialState;
  /** From 1; grows when an interrupted trial runs again. */
  readonly attempt: number;
  readonly params: Params;
  /** The objective's value, of a complete trial only. */
  readonly value?: number;
  readonly metrics?: Metrics;
  /** Of a trial of the search, where there are repeats: what the seeds say of its configuration. */
  readonly standing?: StandingFields;
  /** By rising step. */
  readonly reports: readonly Pick<Report, 'step' | 'metrics' | 'decision'>[];
  /** Of its last attempt, ISO 8601. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Of all that it went on from, too, without the pauses. */
  readonly durationMs?: number;
  /** Why a trial failed, in one word and in full. */
  readonly reason?: string;
  readonly message?: string;
  /** What follows from the parameters, where the study says that something does. */
  readonly derived?: Params;
  /** Of a pruned trial that stopped at a rung and may go on. */
  readonly paused?: true;
  /** It would have been pruned, but ran on to show whether that would have been right. */
  readonly audited?: true;
  /** Why a trial was pruned. */
  readonly explanation?: string;
}

/** One trial a line, in number order. */
export function renderTrialsJsonl(record: StudyRecord): string {
  const standings = objectivesOf(record.spec).length > 1 ? undefined : standingsOf(record.trials);
  return record.trials.map((trial) => `${JSON.stringify(toLine(trial, record.spec, standings?.get(trial.number)))}\n`).join('');
}

function toLine(trial: Trial, { objective, space }: StudySpec, standing: Standing | undefined): TrialLine {
  const { pausedAt, audited } = marksOf(trial);
  return {
    schema,
    trial: trial.number,
    state: trial.state,
    attempt: trial.attempt,
    params: trial.params,
    ...repeatMarks(trial),
    ...(trial.state === 'complete' && { value: fromLoss(objective, trial.loss), metrics: trial.metrics }),
    ...(standing && { standing: standingFields(standing, objective) }),
    ...(space.derived?.length && { derived: derivedOf(space, trial.params) }),
    reports: trial.reports.map(({ step, metrics, decision }) => ({ step, metrics, ...(decision && { decision }) })),
    ...('startedAt' in trial && { startedAt: new Date(trial.startedAt).toISOString() }),
    ...(isFinished(trial) && {
      finishedAt: new Date(trial.finishedAt).toISOString(),
      durationMs: workedMs(trial),
    }),
    ...(trial.state === 'failed' && { reason: trial.reason, message: trial.message }),
    ...(pausedAt !== undefined && { paused: true as const }),
    ...(audited && { audited }),
    ...(trial.state === 'pruned' && { explanation: trial.explanation }),
  };
}
