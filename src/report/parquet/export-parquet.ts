import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Distribution, isListed } from '../../core/distribution.js';
import { fromLoss } from '../../core/objective.js';
import { derivedOf } from '../../core/search-space.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { isFinished, type Metrics, type Params, type Report, stepsOf, type Trial, workedMs } from '../../core/trial.js';
import { type LeaderboardRow, leaderboard, rowOf } from '../../study/leaderboard.js';
import type { ReportFile } from '../exporter.js';
import { type Column, choices, numbers, texts, times, truths, wholeNumbers } from './columns.js';

/** Of docs/other-tools.md. */
const schema = 1;

/** Two tables in Apache Parquet: the trials, and what they reported. Columns are named as the keys of `trials.jsonl`. */
export function* exportParquet(record: StudyRecord): Generator<ReportFile> {
  const trials = trialRows(record);
  yield { path: 'trials.parquet', content: parquetOf(record, trials, trialColumns(record, trials)) };
  const reports = reportRows(record);
  yield { path: 'reports.parquet', content: parquetOf(record, reports, reportColumns(reports)) };
}

function parquetOf<Row>({ spec }: StudyRecord, rows: readonly Row[], columns: readonly Column<Row>[]): Uint8Array {
  const about = { schema, study: spec.name, objectives: objectivesOf(spec) };
  const kvMetadata = [{ key: 'hypersweep', value: JSON.stringify(about) }];
  return new Uint8Array(parquetWriteBuffer({ columnData: columns.map((column) => column(rows)), kvMetadata }));
}

interface TrialRow {
  readonly trial: Trial;
  /** What a line of a leaderboard says of it. */
  readonly line: LeaderboardRow;
  /** Its place on this study's. */
  readonly rank?: number;
  readonly front?: number;
  readonly derived: Params;
}

/** In number order. */
function trialRows({ spec, trials }: StudyRecord): TrialRow[] {
  const places = new Map(
    leaderboard(trials, objectivesOf(spec)).map(({ trialNumber, rank, front }) => [trialNumber, { rank, front }]),
  );
  return trials.map((trial) => {
    // A repeat may have no place of its own.
    const { rank, front } = places.get(trial.number) ?? {};
    return {
      trial,
      line: rowOf(trial),
      ...(rank !== undefined && { rank }),
      ...(front !== undefined && { front }),
      derived: derivedOf(spec.space, trial.params),
    };
  });
}

function trialColumns({ spec }: StudyRecord, rows: readonly TrialRow[]): Column<TrialRow>[] {
  const { objective, furtherObjectives = [], space } = spec;
  return [
    wholeNumbers('trial', ({ trial }) => trial.number),
    texts('state', ({ trial }) => trial.state),
    wholeNumbers('rank', ({ rank }) => rank),
    ...(furtherObjectives.length > 0 ? [wholeNumbers<TrialRow>('front', ({ front }) => front)] : []),
    numbers('value', ({ trial }) => (trial.state === 'complete' ? fromLoss(objective, trial.loss) : undefined)),
    ...metricColumns(rows, ({ line }) => line.metrics),
    ...space.parameters.map(({ name, distribution }) => parameterColumn(name, distribution)),
    ...(space.derived ?? []).map(({ name }) => choices<TrialRow>(`derived.${name}`, ({ derived }) => derived[name])),
    wholeNumbers('steps', ({ trial }) => stepsOf(trial)),
    wholeNumbers('attempt', ({ trial }) => trial.attempt),
    wholeNumbers('repeatOf', ({ trial }) => trial.repeatOf),
    texts('purpose', ({ trial }) => trial.purpose),
    wholeNumbers('round', ({ trial }) => trial.round),
    times('startedAt', ({ trial }) => ('startedAt' in trial ? trial.startedAt : undefined)),
    times('finishedAt', ({ trial }) => (isFinished(trial) ? trial.finishedAt : undefined)),
    numbers('durationMs', ({ trial }) => (isFinished(trial) ? workedMs(trial) : undefined)),
    truths('paused', ({ line }) => line.pausedAt !== undefined),
    truths('audited', ({ line }) => line.audited === true),
    texts('reason', ({ trial }) => (trial.state === 'failed' ? trial.reason : undefined)),
    texts('message', ({ trial }) => (trial.state === 'failed' ? trial.message : undefined)),
    texts('explanation', ({ trial }) => (trial.state === 'pruned' ? trial.explanation : undefined)),
  ];
}

function parameterColumn(name: string, distribution: Distribution): Column<TrialRow> {
  const column = `params.${name}`;
  if (isListed(distribution)) return choices(column, ({ trial }) => trial.params[name], distribution.choices);
  const kind = distribution.kind === 'float' ? numbers : wholeNumbers;
  return kind(column, ({ trial }) => trial.params[name] as number | undefined);
}

type ReportRow = Report & { readonly trial: number };

function reportRows({ trials }: StudyRecord): ReportRow[] {
  return trials.flatMap(({ number, reports }) => reports.map((report) => ({ ...report, trial: number })));
}

function reportColumns(rows: readonly ReportRow[]): Column<ReportRow>[] {
  return [
    wholeNumbers('trial', ({ trial }) => trial),
    wholeNumbers('step', ({ step }) => step),
    ...metricColumns(rows, ({ metrics }) => metrics),
    texts('decision.verdict', ({ decision }) => decision?.verdict),
    texts('decision.numbers', ({ decision }) => decision && JSON.stringify(decision.numbers)),
  ];
}

/** One for each metric that a row has. */
function metricColumns<Row>(rows: readonly Row[], metricsOf: (row: Row) => Metrics | undefined): Column<Row>[] {
  const names = new Set(rows.flatMap((row) => Object.keys(metricsOf(row) ?? {})));
  return [...names].map((name) => numbers<Row>(`metrics.${name}`, (row) => metricsOf(row)?.[name]));
}
