import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { writeReports } from '../../../src/report/write-reports.js';
import { makeDatabase } from '../../../src/storage/make-database.js';
import { askPython, pythonWith } from '../../fixtures/python.js';
import { smallRecord } from '../small-record.js';
import { twoObjectivesRecord } from '../two-objectives-record.js';

const python = pythonWith('mlflow');

const program = `
warnings.simplefilter('ignore')
import os
os.environ['MLFLOW_ALLOW_FILE_STORE'] = 'true'
from mlflow.tracking import MlflowClient
client = MlflowClient('file://' + sys.argv[1])
experiment = client.get_experiment_by_name(sys.argv[2])
runs = client.search_runs([experiment.experiment_id], order_by=['attributes.run_name'])
answer({'tags': experiment.tags, 'runs': [{
  'name': r.info.run_name, 'status': r.info.status, 'params': r.data.params, 'metrics': r.data.metrics, 'tags': r.data.tags,
  'time': [r.info.start_time, r.info.end_time],
  'curves': {m: [[p.timestamp, p.value, p.step] for p in client.get_metric_history(r.info.run_id, m)] for m in r.data.metrics},
} for r in runs]})
`;

interface Experiment {
  readonly tags: Readonly<Record<string, string>>;
  readonly runs: readonly Readonly<Record<string, unknown>>[];
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypersweep-mlflow-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function inMlflow(record: StudyRecord): Promise<Experiment> {
  await writeReports(record, folder, { formats: ['mlflow'], makeDatabase });
  return askPython(python as string, program, [join(folder, 'mlruns'), record.spec.name]) as Experiment;
}

describe.skipIf(python === undefined)('an export that MLflow itself reads (skipped without a Python that has it)', () => {
  it('has a run a trial, with parameters, curves and why it ended', async () => {
    await inMlflow(smallRecord);
    // A second time, over the first.
    const { tags, runs } = await inMlflow(smallRecord);
    const at = smallRecord.createdAt;
    expect(tags).toEqual({ 'goal.val_loss': 'minimize' });
    expect(runs.map(({ name, status, time }) => [name, status, time])).toEqual([
      ['trial-0000', 'FINISHED', [at, at + 1500]],
      ['trial-0001', 'KILLED', [at + 1500, at + 1900]],
      ['trial-0002', 'FAILED', [at + 1900, at + 2000]],
      // MLflow wants a start of what has not begun, too.
      ['trial-0003', 'SCHEDULED', [at, null]],
    ]);
    expect(runs[0]).toMatchObject({
      params: { learning_rate: '0.01', loss: 'a,"b"', width: '4', epochs: '3' },
      metrics: { val_loss: 1 / 3, 'final.val_loss': 0.25, 'final.loss': -0.5 },
      curves: {
        val_loss: [
          [at + 500, 1, 1],
          [at + 1000, 0.5, 2],
          [at + 1500, 1 / 3, 3],
        ],
      },
    });
    expect(runs[1]?.tags).toMatchObject({
      state: 'pruned',
      'mlflow.note.content': 'val_loss 1.5 at step 1 is above the median of 1 trial (1)',
    });
    expect(runs[2]).toMatchObject({
      metrics: { val_loss: 'nan' },
      tags: { 'mlflow.note.content': 'diverged: val_loss is NaN | at step 1' },
    });
  });

  it('has several objectives, and what was derived', async () => {
    const { tags, runs } = await inMlflow(twoObjectivesRecord);
    expect(tags).toEqual({ 'goal.accuracy': 'maximize', 'goal.latency_ms': 'minimize' });
    expect(runs[0]).toMatchObject({ metrics: { 'final.accuracy': 0.9 }, tags: { 'derived.area': '64' } });
  });
});
