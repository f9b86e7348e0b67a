import { readFileSync } from 'node:fs';
import type { Cell } from '../../core/database-content.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import { isFinished, type Trial } from '../../core/trial.js';
import type { Exporter } from '../exporter.js';
import { type Attributes, studyAttributes, trialAttributes } from './attributes.js';
import { toOptuna } from './distribution.js';

const schema = new URL('./schema.sql', import.meta.url);

/** The last change to Optuna's tables, which 3.2 to 5 know as the newest. */
const revision = 'v3.2.0.a';
const version = { version_info_id: 1, schema_version: 12, library_version: '4.0.0' };

const studyId = 1;

const stateNames = { waiting: 'WAITING', running: 'RUNNING', complete: 'COMPLETE', pruned: 'PRUNED', failed: 'FAIL' } as const;

type Row = Readonly<Record<string, Cell>>;

/**
 * An SQLite file that `optuna.load_study(study_name=..., storage='sqlite:///optuna.db')` opens, and optuna-dashboard shows: trials
 * with states, values, parameters, distributions, intermediate values of the first metric, and the rest as user attributes.
 *
 * Times are in UTC as Optuna 5 has them; Optuna 4 takes them for local ones.
 */
export const exportOptuna: Exporter = (record, { makeDatabase }) => {
  const { spec, trials } = record;
  const ofTrials = (rows: (trial: Trial) => readonly Row[]) => trials.flatMap((trial) => rows(trial));
  const content = makeDatabase({
    schema: readFileSync(schema, 'utf8'),
    tables: {
      version_info: [version],
      alembic_version: [{ version_num: revision }],
      studies: [{ study_id: studyId, study_name: spec.name }],
      study_directions: objectivesOf(spec).map(({ goal }, objective) => ({
        study_id: studyId,
        objective,
        direction: goal === 'maximize' ? 'MAXIMIZE' : 'MINIMIZE',
      })),
      ...studyAttributeRows(record),
      trials: trials.map(trialRow),
      trial_values: ofTrials((trial) => valueRows(trial, spec)),
      trial_params: ofTrials((trial) => paramRows(trial, spec)),
      trial_intermediate_values: ofTrials((trial) => intermediateRows(trial, spec)),
      trial_user_attributes: ofTrials((trial) => attributeRows({ trial_id: idOf(trial) }, trialAttributes(trial, spec).user)),
      trial_system_attributes: ofTrials((trial) => attributeRows({ trial_id: idOf(trial) }, trialAttributes(trial, spec).system)),
    },
  });
  return [{ path: 'optuna.db', content }];
};

function studyAttributeRows(record: StudyRecord) {
  const { user, system } = studyAttributes(record);
  const study = { study_id: studyId };
  return { study_user_attributes: attributeRows(study, user), study_system_attributes: attributeRows(study, system) };
}

function attributeRows(owner: Row, attributes: Attributes): Row[] {
  return [...attributes].map(([key, value_json]) => ({ ...owner, key, value_json }));
}

/** Optuna counts identifiers from 1. */
function idOf({ number }: Trial): number {
  return number + 1;
}

function trialRow(trial: Trial): Row {
  return {
    trial_id: idOf(trial),
    number: trial.number,
    study_id: studyId,
    state: stateNames[trial.state],
    datetime_start: 'startedAt' in trial ? timestamp(trial.startedAt) : null,
    datetime_complete: isFinished(trial) ? timestamp(trial.finishedAt) : null,
  };
}

/** Of a pruned trial the value that it reported last, as Optuna has it. */
function valueRows(trial: Trial, spec: StudySpec): Row[] {
  const objectives = objectivesOf(spec);
  const last = trial.state === 'pruned' && objectives.length === 1 ? trial.reports.at(-1)?.metrics : undefined;
  const metrics = trial.state === 'complete' ? trial.metrics : last;
  return objectives.flatMap(({ metric }, objective) => {
    const value = metrics?.[metric];
    if (value === undefined || Number.isNaN(value)) return [];
    const { number, type } = typed(value);
    return [{ trial_id: idOf(trial), objective, value: number, value_type: type }];
  });
}

/** A trial that waits has none yet: its parameters are an attribute, from which Optuna starts it. */
function paramRows(trial: Trial, { space }: StudySpec): Row[] {
  if (trial.state === 'waiting') return [];
  return space.parameters.flatMap(({ name, distribution }) => {
    const value = trial.params[name];
    if (value === undefined) return [];
    const { json, number } = toOptuna(distribution, value);
    return [{ trial_id: idOf(trial), param_name: name, param_value: number, distribution_json: json }];
  });
}

function intermediateRows(trial: Trial, { objective }: StudySpec): Row[] {
  return trial.reports.flatMap(({ step, metrics }) => {
    const value = metrics[objective.metric];
    if (value === undefined) return [];
    const { number, type } = typed(value);
    return [{ trial_id: idOf(trial), step, intermediate_value: number, intermediate_value_type: type }];
  });
}

/** SQLite has no NaN: what a number is stands beside it. */
function typed(value: number): { readonly number: number | null; readonly type: string } {
  if (Number.isFinite(value)) return { number: value, type: 'FINITE' };
  if (Number.isNaN(value)) return { number: null, type: 'NAN' };
  return { number: null, type: value > 0 ? 'INF_POS' : 'INF_NEG' };
}

/** `2026-03-01 09:30:00.000000`, to the microsecond: SQLAlchemy takes fewer digits for fewer microseconds. */
function timestamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '000');
}
