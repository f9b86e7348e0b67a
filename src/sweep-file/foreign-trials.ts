import { extname } from 'node:path';
import { UsageError } from '../core/errors.js';
import type { Objective } from '../core/objective.js';
import type { ForeignTrial } from '../core/prior-trial.js';
import { readDataFile } from '../data-files/data-file.js';
import { DataMistakes } from '../data-files/data-mistakes.js';
import { columnOf, numberIn, readDelimitedFile } from '../data-files/delimited-file.js';
import { jsonLines } from '../data-files/json-lines.js';
import { isObject } from './check.js';
import { Written } from './recorded-value.js';

/**
 * The trials in `trials.jsonl` of another study, or in the runs that W&B's workspace exports as CSV.
 * @throws UsageError with file and line for what cannot be read.
 */
export function readForeignTrials(path: string, objectives: readonly Objective[]): readonly ForeignTrial[] {
  const ending = extname(path.replace(/\.gz$/i, '')).toLowerCase();
  if (ending === '.jsonl' || ending === '.ndjson') return fromJsonLines(path, objectives);
  if (ending === '.csv' || ending === '.tsv') return fromRunsTable(path, objectives);
  throw new UsageError(`Expected a file of Optuna's (SQLite), a .jsonl of ours or a .csv of W&B's to start from, got ${path}`);
}

/** docs/trials-jsonl.md says what a line has. */
function fromJsonLines(path: string, objectives: readonly Objective[]): ForeignTrial[] {
  const mistakes = new DataMistakes();
  const lines = jsonLines(readDataFile(path), path, mistakes);
  // What ran several times is one point of the search: its own run stands for all.
  const ofSearch = lines.filter(({ record }) => record.repeatOf === undefined);
  const trials = ofSearch.map(({ record, line }) => {
    const { schema = 1, trial, state, params, metrics, reports } = record;
    if (schema !== 1) mistakes.add(`Expected \`schema\` to be 1, got ${schema}: a newer hypersweep wrote it (${path}:${line}).`);
    if (!isObject(params)) mistakes.add(`Expected \`params\` to be an object (${path}:${line}).`);
    const measured = numbersIn(metrics);
    return {
      name: `trial ${trial ?? `of line ${line}`}`,
      params: isObject(params) ? params : {},
      state: state === 'complete' || state === 'pruned' ? state : 'other',
      metrics: Object.fromEntries(objectives.flatMap(({ metric }) => entryOf(measured, metric))),
      curve: Array.isArray(reports) ? reports.flatMap((report) => pointOf(report, objectives)) : [],
    } satisfies ForeignTrial;
  });
  mistakes.throwIfAny();
  return trials;
}

function pointOf(report: unknown, [first]: readonly Objective[]): (readonly [number, number])[] {
  if (!isObject(report) || typeof report.step !== 'number' || first === undefined) return [];
  const value = numbersIn(report.metrics)[first.metric];
  return value === undefined ? [] : [[report.step, value]];
}

/** Null stands for what is not finite. */
function numbersIn(metrics: unknown): Readonly<Record<string, number>> {
  const entries = isObject(metrics) ? Object.entries(metrics) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

function entryOf(metrics: Readonly<Record<string, number>>, name: string): [string, number][] {
  const value = metrics[name];
  return value === undefined ? [] : [[name, value]];
}

/** Columns are named as parameters and metrics are; `Name` and `State` are W&B's own. */
function fromRunsTable(path: string, objectives: readonly Objective[]): ForeignTrial[] {
  const file = readDelimitedFile(path);
  const columns = objectives.map(({ metric }) => [metric, columnOf(file, metric)] as const);
  const [name, state] = [file.header.indexOf('Name'), file.header.indexOf('State')];
  const ownColumns = new Set([...columns.map(([, column]) => column), name, state]);
  return file.rows.map((row) => {
    const values = columns.map(([metric, column]) => [metric, numberIn(file, row, column)] as const);
    return {
      name: row.fields[name] || `line ${row.line}`,
      params: Object.fromEntries(
        file.header.flatMap((column, i) => (ownColumns.has(i) ? [] : [[column, new Written((row.fields[i] ?? '').trim())]])),
      ),
      state: state === -1 || row.fields[state] === 'finished' ? 'complete' : 'other',
      metrics: Object.fromEntries(values.filter(([, value]) => Number.isFinite(value))),
      curve: [],
    };
  });
}
