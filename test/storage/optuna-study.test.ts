import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import { exportOptuna } from '../../src/report/optuna/export-optuna.js';
import { makeDatabase } from '../../src/storage/make-database.js';
import { isDatabase, readOptunaDistributions, readOptunaStudy } from '../../src/storage/optuna-study.js';
import { pythonWith } from '../fixtures/python.js';
import { everyDistribution, everyDistributionRecord } from '../report/every-distribution-record.js';
import { smallRecord } from '../report/small-record.js';
import { twoObjectivesRecord } from '../report/two-objectives-record.js';

const loss: Objective = { metric: 'val_loss', goal: 'minimize' };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-optuna-'));
  file = join(folder, 'optuna.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(record: typeof smallRecord): void {
  for (const { content } of exportOptuna(record, { makeDatabase })) writeFileSync(file, content ?? '');
}

it('reads what we export: states, values, curves without what is not finite', () => {
  write(smallRecord);
  expect(isDatabase(file)).toBe(true);
  const [first, second, third, fourth] = smallRecord.trials;
  expect(readOptunaStudy({ file }, [loss])).toEqual([
    {
      ...{ name: 'trial 0', params: first?.params, state: 'complete', metrics: { val_loss: 0.25 } },
      curve: [
        [1, 1],
        [2, 0.5],
        [3, 1 / 3],
      ],
    },
    { name: 'trial 1', params: second?.params, state: 'pruned', metrics: { val_loss: 1.5 }, curve: [[1, 1.5]] },
    { name: 'trial 2', params: third?.params, state: 'other', metrics: {}, curve: [] },
    { name: 'trial 3', params: {}, state: 'other', metrics: {}, curve: [] },
  ]);
  expect(fourth?.state).toBe('waiting');
});

it('reads values of every distribution', () => {
  write(everyDistributionRecord);
  expect(readOptunaStudy({ file, study: 'every' }, [loss])[0]?.params).toEqual(
    Object.fromEntries(Object.entries(everyDistribution).map(([name, [, value]]) => [name, value])),
  );
});

it('reads the distributions', () => {
  write(everyDistributionRecord);
  const distributions = readOptunaDistributions({ file });
  expect(Object.keys(distributions)).toEqual(Object.keys(everyDistribution));
  expect(distributions.wholeLog).toEqual({ name: 'IntDistribution', attributes: { low: 1, high: 1024, log: true, step: 1 } });
});

it('takes the objectives in their order, and refuses others', () => {
  write(twoObjectivesRecord);
  const objectives: Objective[] = [
    { metric: 'score', goal: 'maximize' },
    { metric: 'time', goal: 'minimize' },
  ];
  expect(readOptunaStudy({ file }, objectives)[0]?.metrics).toEqual({ score: 0.9, time: 20 });
  expect(() => readOptunaStudy({ file }, [loss])).toThrow(
    `Expected a study to minimize in ${file}, got one to maximize and minimize`,
  );
});

it('says which studies a file has, and what is no file of Optuna’s', () => {
  write(smallRecord);
  expect(() => readOptunaStudy({ file, study: 'large' }, [loss])).toThrow(`Expected a study "large" in ${file}, got "small"`);
  const database = new Database(file);
  database.exec(`INSERT INTO studies VALUES (2, 'other')`);
  database.close();
  expect(() => readOptunaStudy({ file }, [loss])).toThrow(
    `Expected the name of one of the studies in ${file}, which are "small", "other"`,
  );
  expect(readOptunaStudy({ file, study: 'small' }, [loss])).toHaveLength(4);
  writeFileSync(file, makeDatabase({ schema: 'CREATE TABLE study (id INTEGER)', tables: {} }));
  expect(() => readOptunaStudy({ file }, [loss])).toThrow("Expected a database of Optuna's, got another one");
  writeFileSync(file, 'trial,val_loss\n');
  expect(isDatabase(file)).toBe(false);
});

const python = pythonWith('optuna');

it.skipIf(python === undefined)('reads what Optuna itself has written (skipped without a Python that has it)', () => {
  const program = `
import optuna, sys
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(storage='sqlite:///' + sys.argv[1], study_name='theirs', sampler=optuna.samplers.RandomSampler(seed=1))
def objective(trial):
    rate = trial.suggest_float('rate', 1e-4, 1e-1, log=True)
    width = trial.suggest_int('width', 2, 10, step=4)
    kind = trial.suggest_categorical('kind', ['a', None, True])
    for step in range(1, 3): trial.report(1 / step, step)
    if trial.number == 1: raise optuna.TrialPruned()
    if trial.number == 2: return float('nan')
    return 0.5
for kind in ['a', None, True]: study.enqueue_trial({'rate': 0.01, 'width': 6, 'kind': kind})
study.optimize(objective, n_trials=3)
`;
  execFileSync(python as string, ['-W', 'ignore', '-c', program, file]);
  const rest = {
    curve: [
      [1, 1],
      [2, 0.5],
    ],
  };
  expect(readOptunaStudy({ file }, [loss])).toEqual([
    { name: 'trial 0', params: { rate: 0.01, width: 6, kind: 'a' }, state: 'complete', metrics: { val_loss: 0.5 }, ...rest },
    { name: 'trial 1', params: { rate: 0.01, width: 6, kind: null }, state: 'pruned', metrics: { val_loss: 0.5 }, ...rest },
    { name: 'trial 2', params: { rate: 0.01, width: 6, kind: true }, state: 'other', metrics: {}, ...rest },
  ]);
});
