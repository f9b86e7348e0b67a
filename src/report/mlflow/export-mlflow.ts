import { createHash } from 'node:crypto';
import { derivedOf } from '../../core/search-space.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { isFinished, type Trial } from '../../core/trial.js';
import type { Exporter, ReportFile } from '../exporter.js';
import { knownUntil, stepTimes } from '../step-times.js';
import { keyOf } from './key.js';

/** `RunStatus` of MLflow: SCHEDULED, RUNNING, FINISHED, KILLED, FAILED. */
const statuses = { waiting: 2, running: 1, complete: 3, pruned: 5, failed: 4 } as const;

/** `SourceType.LOCAL`. */
const localSource = 4;

/**
 * MLflow's file store (mlflow/store/tracking/file_store.py): the study is an experiment, each trial a run with its parameters, the
 * curves of all metrics, and tags. A study's export has the same identifiers each time, and takes the place of the one before.
 */
export const exportMlflow: Exporter = function* (record) {
  const { spec, createdAt, trials } = record;
  const id = String(BigInt(`0x${digest(record).slice(0, 14)}`)).padStart(18, '1');
  const folder = `mlruns/${id}`;
  const times = { creation_time: createdAt, last_update_time: createdAt + Math.round(record.elapsedMs) };
  yield metaFile(folder, { experiment_id: id, name: spec.name, artifact_location: folder, lifecycle_stage: 'active', ...times });
  for (const [metric, { goal }] of objectivesOf(spec).map((objective) => [objective.metric, objective] as const)) {
    yield { path: `${folder}/tags/${keyOf(`goal.${metric}`)}`, content: goal };
  }
  for (const trial of trials) yield* runFiles(trial, { record, folder, id });
};

interface Experiment {
  readonly record: StudyRecord;
  readonly folder: string;
  readonly id: string;
}

function* runFiles(trial: Trial, { record, folder, id }: Experiment): Iterable<ReportFile> {
  const runId = digest(record, trial.number);
  const run = `${folder}/${runId}`;
  yield metaFile(run, {
    ...{ run_id: runId, run_name: runName(trial), experiment_id: id, user_id: '', status: statuses[trial.state] },
    ...{
      start_time: 'startedAt' in trial ? trial.startedAt : record.createdAt,
      end_time: isFinished(trial) ? trial.finishedAt : null,
    },
    ...{ source_type: localSource, source_name: '', source_version: '', entry_point_name: '', tags: [] },
    ...{ lifecycle_stage: 'active', artifact_uri: `${run}/artifacts` },
  });
  // MLflow takes a folder for a run only when these are there.
  for (const name of ['params', 'metrics', 'artifacts']) yield { path: `${run}/${name}` };
  for (const [name, value] of Object.entries(trial.params))
    yield { path: `${run}/params/${keyOf(name)}`, content: String(value) };
  for (const [name, lines] of metricLines(trial, record)) yield { path: `${run}/metrics/${keyOf(name)}`, content: lines };
  for (const [name, value] of Object.entries(tagsOf(trial, record))) yield { path: `${run}/tags/${keyOf(name)}`, content: value };
}

/** By metric, a line a step: its time, its value, the step. Under `final.NAME` is what a complete trial came to. */
function metricLines(trial: Trial, record: StudyRecord): Map<string, string> {
  const lines = new Map<string, string>();
  if (trial.state === 'waiting') return lines;
  const times = stepTimes(trial, record);
  const add = (name: string, at: number, value: number, step: number) =>
    lines.set(name, `${lines.get(name) ?? ''}${Math.round(at)} ${value} ${step}\n`);
  trial.reports.forEach(({ step, metrics }, i) => {
    for (const [name, value] of Object.entries(metrics)) add(name, times[i] as number, value, step);
  });
  if (trial.state === 'complete') {
    const last = trial.reports.at(-1)?.step ?? 0;
    for (const [name, value] of Object.entries(trial.metrics)) add(`final.${name}`, knownUntil(trial, record), value, last);
  }
  return lines;
}

function tagsOf(trial: Trial, { spec }: StudyRecord): Record<string, string> {
  const derived = Object.entries(derivedOf(spec.space, trial.params)).map(([name, value]) => [`derived.${name}`, String(value)]);
  return {
    'mlflow.runName': runName(trial),
    'mlflow.source.name': 'hypersweep',
    'mlflow.source.type': 'LOCAL',
    state: trial.state,
    ...Object.fromEntries(derived),
    ...(trial.state === 'pruned' && { 'mlflow.note.content': trial.explanation }),
    ...(trial.state === 'failed' && { 'mlflow.note.content': `${trial.reason}: ${trial.message}` }),
  };
}

function runName({ number }: Trial): string {
  return `trial-${String(number).padStart(4, '0')}`;
}

/** JSON's values are YAML's, too. */
function metaFile(folder: string, meta: Readonly<Record<string, unknown>>): ReportFile {
  const lines = Object.entries(meta).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return { path: `${folder}/meta.yaml`, content: lines.join('') };
}

/** 32 hexadecimal digits that are a study's own, or one of its trials'. */
function digest({ spec, createdAt }: StudyRecord, trialNumber?: number): string {
  return createHash('sha256')
    .update(JSON.stringify([spec.name, createdAt, trialNumber]))
    .digest('hex')
    .slice(0, 32);
}
