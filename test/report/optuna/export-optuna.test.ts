import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { writeReports } from '../../../src/report/write-reports.js';
import { makeDatabase } from '../../../src/storage/make-database.js';
import { askPython, pythonWith } from '../../fixtures/python.js';
import { everyDistribution, everyDistributionRecord } from '../every-distribution-record.js';
import { sampleRecord } from '../sample-record.js';
import { smallRecord } from '../small-record.js';
import { twoObjectivesRecord } from '../two-objectives-record.js';

const python = pythonWith('optuna');

const program = `
import optuna
study = optuna.load_study(study_name=sys.argv[2], storage='sqlite:///' + sys.argv[1])
answer({
  'directions': [d.name for d in study.directions], 'metrics': study.metric_names, 'user': study.user_attrs,
  'best': [t.number for t in study.best_trials],
  'trials': [{
    'number': t.number, 'state': t.state.name, 'values': t.values, 'params': t.params, 'intermediate': t.intermediate_values,
    'user': t.user_attrs, 'system': t.system_attrs, 'duration': t.duration and t.duration.total_seconds(),
    'distributions': {k: [type(d).__name__, d._asdict()] for k, d in t.distributions.items()},
  } for t in study.trials],
})
`;

interface OptunaStudy {
  readonly directions: readonly string[];
  readonly metrics: readonly string[];
  readonly user: Readonly<Record<string, unknown>>;
  readonly best: readonly number[];
  readonly trials: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypersweep-optuna-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function inOptuna(record: StudyRecord): Promise<OptunaStudy> {
  const [path] = await writeReports(record, folder, { formats: ['optuna'], makeDatabase });
  return askPython(python as string, program, [path as string, record.spec.name]) as OptunaStudy;
}

describe.skipIf(python === undefined)('an export that Optuna itself reads (skipped without a Python that has it)', () => {
  it('has the trials with states, values, parameters, curves and what Optuna has no place for', async () => {
    const study = await inOptuna(smallRecord);
    expect([study.directions, study.metrics, study.best]).toEqual([['MINIMIZE'], ['val_loss'], [0]]);
    expect(study.user).toMatchObject({ seed: 7, sampler: { type: 'random' }, pruner: { type: 'median' }, status: 'interrupted' });
    expect(study.trials.map(({ state }) => state)).toEqual(['COMPLETE', 'PRUNED', 'FAIL', 'WAITING']);
    expect(study.trials.map(({ values }) => values)).toEqual([[0.25], [1.5], null, null]);
    expect(study.trials.map(({ params }) => params)).toEqual([...smallRecord.trials.slice(0, 3).map(({ params }) => params), {}]);
    expect(study.trials.map(({ intermediate }) => intermediate)).toEqual([
      { '1': 1, '2': 0.5, '3': 1 / 3 },
      { '1': 1.5 },
      { '1': 'nan' },
      {},
    ]);
    expect(study.trials.map(({ duration }) => duration)).toEqual([1.5, 0.4, 0.1, null]);
    expect(study.trials.map(({ user }) => user)).toEqual([
      { 'metrics.val_loss': 0.25, 'metrics.loss': -0.5, attempt: 1 },
      { 'metrics.val_loss': 1.5, attempt: 2, explanation: 'val_loss 1.5 at step 1 is above the median of 1 trial (1)' },
      { 'metrics.val_loss': 'nan', attempt: 1, failure_reason: 'diverged', failure_message: 'val_loss is NaN | at step 1' },
      { attempt: 1 },
    ]);
    expect(study.trials[3]?.system).toEqual({ fixed_params: smallRecord.trials[3]?.params });
  });

  it('has every distribution, as near as Optuna has it, without a warning', async () => {
    const [trial] = (await inOptuna(everyDistributionRecord)).trials;
    expect(trial?.params).toEqual(
      Object.fromEntries(Object.entries(everyDistribution).map(([name, [, value]]) => [name, value])),
    );
    expect(trial?.distributions).toEqual({
      plain: ['FloatDistribution', { low: -1, high: 1, log: false, step: null }],
      log: ['FloatDistribution', { low: 1e-5, high: 0.1, log: true, step: null }],
      stepped: ['FloatDistribution', { low: 0, high: 0.9, log: false, step: 0.3 }],
      steppedLog: ['FloatDistribution', { low: 0.5, high: 8, log: true, step: null }],
      fromZero: ['IntDistribution', { low: 0, high: 8, log: false, step: 2 }],
      normal: ['FloatDistribution', { low: -8.3, high: 8.3, log: false, step: null }],
      whole: ['IntDistribution', { low: 1, high: 9, log: false, step: 4 }],
      wholeLog: ['IntDistribution', { low: 1, high: 1024, log: true, step: 1 }],
      ordered: ['CategoricalDistribution', { choices: [16, 32, 64] }],
      listed: ['CategoricalDistribution', { choices: ['a', null, true, 2.5] }],
      fixed: ['CategoricalDistribution', { choices: ['é"'] }],
    });
  });

  it('has several objectives with their front, and the constraints', async () => {
    const study = await inOptuna(twoObjectivesRecord);
    expect([study.directions, study.metrics, study.best]).toEqual([
      ['MAXIMIZE', 'MINIMIZE'],
      ['accuracy', 'latency_ms'],
      [0, 2],
    ]);
    expect(study.trials.slice(0, 3).map(({ values }) => values)).toEqual([
      [0.9, 20],
      [0.7, 30],
      [0.8, 10],
    ]);
    expect(study.user.constraints).toEqual(['width <= 48']);
    expect(study.trials[0]?.system).toEqual({ constraints: [0] });
    expect(study.trials[3]?.user).toMatchObject({ paused_at_step: 1, 'derived.area': 1024 });
  });

  it('takes a study of a thousand trials that run, wait and end in every way', async () => {
    const record = sampleRecord(1000);
    const study = await inOptuna(record);
    const best = record.trials.flatMap((trial) => (trial.state === 'complete' ? [trial] : [])).sort((a, b) => a.loss - b.loss)[0];
    expect(study.trials.map(({ number }) => number)).toEqual(record.trials.map(({ number }) => number));
    expect(study.best).toContain(best?.number);
  });
});
