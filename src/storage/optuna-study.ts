import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Choice } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import type { Objective } from '../core/objective.js';
import type { ForeignTrial, WarmStartSource } from '../core/prior-trial.js';
import { onDisk } from './storage-error.js';

const signature = Buffer.from('SQLite format 3\0');

/** Whether a file is one of SQLite's. */
export function isDatabase(path: string): boolean {
  return onDisk(path, () => {
    const start = Buffer.alloc(signature.length);
    const file = openSync(path, 'r');
    try {
      readSync(file, start);
    } finally {
      closeSync(file);
    }
    return start.equals(signature);
  });
}

/**
 * The trials of a study in a file of Optuna's (2.6 and newer). Its objectives are taken for ours in their order, whatever their names.
 * @throws UsageError when the file is none of Optuna's, has several studies of which none is named, or other objectives.
 */
export function readOptunaStudy(source: WarmStartSource, objectives: readonly Objective[]): ForeignTrial[] {
  return reading(source, (database, id) => {
    checkDirections(directionsOf(database, id), objectives, source.file);
    return trialsOf(database, id, objectives);
  });
}

/**
 * The distributions of a study in a file of Optuna's by parameter, as Optuna writes them as JSON; of one that changed the last.
 * @throws UsageError as above.
 */
export function readOptunaDistributions(source: WarmStartSource): Readonly<Record<string, unknown>> {
  return reading(source, (database, id) => {
    const rows = database
      .prepare<[number], ParamRow>(
        `SELECT param_name AS name, param_value AS value, distribution_json AS distribution
         FROM trial_params JOIN trials USING (trial_id) WHERE study_id = ? ORDER BY number, param_id`,
      )
      .all(id);
    return Object.fromEntries(rows.map(({ name, distribution }) => [name, JSON.parse(distribution)]));
  });
}

function reading<T>({ file, study }: WarmStartSource, read: (database: Database.Database, id: number) => T): T {
  return onDisk(file, () => {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      return read(database, studyIn(database, file, study));
    } finally {
      database.close();
    }
  });
}

function studyIn(database: Database.Database, file: string, name: string | undefined): number {
  const isOptunas = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'trial_intermediate_values'`).get() !== undefined;
  if (!isOptunas) {
    throw new UsageError(
      `Expected a database of Optuna's, got another one: ${file}. Of a study of Hypersweep take its trials.jsonl.`,
    );
  }
  const studies = database
    .prepare<[], { id: number; name: string }>('SELECT study_id AS id, study_name AS name FROM studies')
    .all();
  const wanted = name === undefined ? studies : studies.filter((study) => study.name === name);
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only.id;
  const names = studies.map((study) => JSON.stringify(study.name)).join(', ') || 'none';
  throw new UsageError(
    name === undefined && studies.length > 1
      ? `Expected the name of one of the studies in ${file}, which are ${names}: \`warm_start: { file: ..., study: NAME }\``
      : `Expected a study${name === undefined ? '' : ` "${name}"`} in ${file}, got ${names}`,
  );
}

function directionsOf(database: Database.Database, id: number): string[] {
  return database
    .prepare<[number], { direction: string }>('SELECT direction FROM study_directions WHERE study_id = ? ORDER BY objective')
    .all(id)
    .map(({ direction }) => direction.toLowerCase());
}

function checkDirections(directions: readonly string[], objectives: readonly Objective[], file: string): void {
  const ours = objectives.map(({ goal }) => goal);
  if (directions.length === ours.length && directions.every((direction, i) => direction === ours[i])) return;
  throw new UsageError(`Expected a study to ${ours.join(' and ')} in ${file}, got one to ${directions.join(' and ')}`);
}

interface TrialRow {
  readonly id: number;
  readonly number: number;
  readonly state: string;
}

interface ParamRow {
  readonly name: string;
  readonly value: number;
  readonly distribution: string;
}

interface ValueRow {
  /** The objective's place, or the step. */
  readonly at: number;
  /** Null for what is not finite. */
  readonly value: number | null;
}

const states: Readonly<Record<string, ForeignTrial['state']>> = { COMPLETE: 'complete', PRUNED: 'pruned' };

function trialsOf(database: Database.Database, id: number, objectives: readonly Objective[]): ForeignTrial[] {
  const trials = database.prepare<[number], TrialRow>(
    'SELECT trial_id AS id, number, state FROM trials WHERE study_id = ? ORDER BY number',
  );
  const params = database.prepare<[number], ParamRow>(
    'SELECT param_name AS name, param_value AS value, distribution_json AS distribution FROM trial_params WHERE trial_id = ?',
  );
  const values = database.prepare<[number], ValueRow>('SELECT objective AS at, value FROM trial_values WHERE trial_id = ?');
  const intermediate = database.prepare<[number], ValueRow>(
    'SELECT step AS at, intermediate_value AS value FROM trial_intermediate_values WHERE trial_id = ? ORDER BY step',
  );
  return trials.all(id).map((trial) => ({
    name: `trial ${trial.number}`,
    params: Object.fromEntries(params.all(trial.id).map((row) => [row.name, choiceOrNumber(row)])),
    state: states[trial.state] ?? 'other',
    metrics: Object.fromEntries(
      finite(values.all(trial.id)).flatMap(([at, value]) => (objectives[at] ? [[objectives[at].metric, value]] : [])),
    ),
    curve: finite(intermediate.all(trial.id)),
  }));
}

/** A choice is stored as its place in the list. */
function choiceOrNumber({ value, distribution }: ParamRow): Choice | undefined {
  const { name, attributes } = JSON.parse(distribution) as { name: string; attributes: { choices?: readonly Choice[] } };
  return name === 'CategoricalDistribution' ? attributes.choices?.[value] : value;
}

function finite(rows: readonly ValueRow[]): (readonly [number, number])[] {
  return rows.flatMap(({ at, value }) => (value !== null && Number.isFinite(value) ? [[at, value] as const] : []));
}
