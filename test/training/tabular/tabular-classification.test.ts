import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Confusions } from '../../../src/core/confusion.js';
import type { TrialJob, TrialOutcome } from '../../../src/core/executor.js';
import type { Metrics, Params } from '../../../src/core/trial.js';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import { classificationMetricGoals } from '../../../src/tasks/classification-metrics.js';
import type { ActiveBackend } from '../../../src/training/backends/backend.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';
import { confusionsOf, lookAtData, testModel, trainTrial } from '../../../src/training/train.js';
import { labelled } from '../labelled.js';
import { Recorder } from '../recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-tabular-classification-'));
const train = join(folder, 'plants.csv');

/** Of 400 plants: the kind hangs on size and soil, a second size is noise with gaps, the site is one of many, unit is always cm. */
function writePlants(): void {
  const rng = createRng(1);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const soil = ['clay', 'loam', 'sand', 'NA'][i % 4] as string;
    const size = 10 + 5 * standardNormal(rng);
    const second = i % 7 === 0 ? '' : (100 * standardNormal(rng)).toFixed(2);
    const kind = size > 10 === (soil === 'clay' || soil === 'NA') ? 'fern' : 'moss';
    return `${size.toFixed(3)};${second};${soil};site ${i % 21};cm;${kind}`;
  });
  writeFileSync(train, `size;second;soil;site;unit;kind\n${rows.join('\n')}\n`);
}

let backend: ActiveBackend;
beforeAll(async () => {
  writePlants();
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const task = {
  kind: 'tabular-classification',
  data: { train, header: true, label: 'kind', numbers: [], categories: [], ignore: [], missing: ['NA'] },
  split: [0.6, 0.2, 0.2],
  epochs: 100,
} as const;

const fast: Params = { learning_rate: 0.02, batch_size: 16, epochs: 15, patience: 0, layers: 1, units: 16, dropout: 0 };

function job(params: Params, changes: Partial<TrialJob> = {}): TrialJob {
  return {
    task,
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_accuracy', goal: 'maximize' },
    params: { ...fast, ...params },
    ...changes,
  };
}

async function run(params: Params, changes: Partial<TrialJob> = {}, handle = new Recorder()): Promise<[TrialOutcome, Metrics[]]> {
  const before = tf.memory().numTensors;
  const outcome = await trainTrial(job(params, changes), handle, backend);
  expect(tf.memory().numTensors).toBe(before);
  return [outcome, handle.reports];
}

const augmented: Params = {
  noise: 0.1,
  mixup: 0.4,
  dropout: 0.2,
  input_dropout: 0.1,
  one_hot_limit: 5,
  normalization: 'batch',
  epochs: 6,
};

describe('a trial', () => {
  it.each<[string, Params]>([
    ['as it comes', {}],
    ['embeddings alone, by rank, with layer norm', { scaling: 'quantile', one_hot_limit: 0, normalization: 'layer' }],
    ['noise and mixup', { noise: 0.1, mixup: 0.2, activation: 'gelu' }],
  ])('learns: %s', async (_name, params) => {
    const [outcome, reports] = await run(params);
    const best = Math.max(...reports.map((metrics) => metrics.val_accuracy as number));
    expect(best).toBeGreaterThan(0.85);
    expect(Object.keys(reports[0] as Metrics).sort()).toEqual(Object.keys(classificationMetricGoals).sort());
    expect(outcome).toEqual({ kind: 'complete', metrics: reports.find((metrics) => metrics.val_accuracy === best) });
  });

  it('without hidden layers cannot learn what needs two columns at once', async () => {
    const [, reports] = await run({ layers: 0 });
    expect(Math.max(...reports.map((metrics) => metrics.val_accuracy as number))).toBeLessThan(0.8);
  });

  it('weighs classes as the task gives it', async () => {
    const artifactFolder = join(folder, 'moss alone');
    await run({}, { task: { ...task, classWeights: { moss: 1e6 }, score: 'last' }, artifactFolder });
    const { labels = [], cells = [] } = (await confusionsOf(artifactFolder, job({})))?.validation ?? {};
    expect(new Set(cells.map(([, taken]) => labels[taken]))).toEqual(new Set(['moss']));
  });

  it('repeats itself bit for bit, whatever ran in between', async () => {
    const [, first] = await run(augmented);
    await run({ ...augmented, scaling: 'none', loss: 'focal', mixup: 0 }, { seed: 2 });
    const [, second] = await run(augmented);
    expect(second).toEqual(first);
    const changes: readonly Params[] = [{ noise: 0.11 }, { mixup: 0.5 }, { dropout: 0.3 }, { input_dropout: 0.2 }];
    for (const other of changes) expect((await run({ ...augmented, ...other }))[1]).not.toEqual(first);
  });

  it('that was paused goes on to the same numbers', async () => {
    const [outcome, reports] = await run(augmented);
    const checkpointFolder = join(folder, 'paused');
    const [, before] = await run(augmented, {}, new Recorder(2, undefined, checkpointFolder));
    const [resumed, after] = await run(augmented, {}, new Recorder(undefined, undefined, checkpointFolder, 2));
    expect([resumed, [...before, ...after]]).toEqual([outcome, reports]);
  });

  it('computes the same without our kernels', async () => {
    const [, ours] = await run({ ...augmented, epochs: 2, normalization: 'layer', activation: 'gelu' });
    await startBackend('cpu');
    const [, stock] = await run({ ...augmented, epochs: 2, normalization: 'layer', activation: 'gelu' }).finally(() =>
      startBackend('wasm'),
    );
    ours.forEach((metrics, epoch) => {
      expect(stock[epoch]?.val_loss).toBeCloseTo(metrics.val_loss as number, 4);
      expect(stock[epoch]?.train_loss).toBeCloseTo(metrics.train_loss as number, 4);
    });
  });

  it('is never augmented where it is evaluated: noise beyond all measure does not change a linear model that does not learn', async () => {
    const still: Params = { learning_rate: 1e-30, epochs: 1, layers: 0 };
    const [, [plain]] = await run(still);
    const [, [noisy]] = await run({ ...still, noise: 1000, mixup: 1, input_dropout: 0.9 });
    expect(noisy?.val_loss).toBe(plain?.val_loss);
    expect(noisy?.train_loss).not.toBe(plain?.train_loss);
  });
});

describe('the data check', () => {
  it('tells of columns that say nothing', async () => {
    expect(await lookAtData(job({}))).toEqual([
      { severity: 'warning', message: 'The column "unit" is left out: all training rows have the same value.' },
    ]);
  });

  it('finds what is wrong', async () => {
    const wrong = { ...task, data: { ...task.data, label: 'Kind' } };
    const message = expect.stringMatching(/Expected a column "Kind", got "size", .*plants\.csv/);
    expect(await lookAtData(job({}, { task: wrong }))).toEqual([{ severity: 'error', message }]);
  });
});

describe('a saved model', () => {
  const saved = join(folder, 'saved');
  beforeAll(async () => {
    await run({ one_hot_limit: 5 }, { artifactFolder: saved });
  });

  it('is measured on the test part', async () => {
    const metrics = await testModel(saved, job({}));
    expect(metrics.test_accuracy).toBeGreaterThan(0.7);
    const { validation, test } = (await confusionsOf(saved, job({}))) as Confusions;
    expect(test?.labels).toEqual(['fern', 'moss']);
    expect(validation.cells.reduce((sum, [, , count]) => sum + count, 0)).toBe(80);
    const withoutTest = { ...task, split: [0.8, 0.2, 0] } as const;
    await expect(testModel(saved, job({}, { task: withoutTest }))).rejects.toThrow(/Expected test data, got none/);
  });

  it('labels the rows of another file, with columns in another order, and with what it has never seen', async () => {
    const path = join(folder, 'new.csv');
    writeFileSync(path, 'soil,site,size,second\nclay,site 1,20,5\nclay,site 1,1,5\npeat,site 99,,NA\n');
    const before = tf.memory().numTensors;
    const predictions = await labelled(saved, task.kind, [path], 2);
    expect(tf.memory().numTensors).toBe(before);
    expect(predictions.map(({ text }) => text)).toEqual([2, 3, 4].map((line) => `${path}:${line}`));
    expect(predictions.map(({ labels }) => labels[0]?.label).slice(0, 2)).toEqual(['fern', 'moss']);
    for (const { labels } of predictions) expect(labels.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  it('says what a file lacks', async () => {
    const path = join(folder, 'lacking.csv');
    writeFileSync(path, 'size,second,soil\n1,2,clay\n');
    await expect(labelled(saved, task.kind, [path], 2)).rejects.toThrow(
      /Expected a column "site", got "size", "second", "soil" \(.*lacking\.csv\)/,
    );
    writeFileSync(path, 'size,second,soil,site\n1,2,clay,a\nbig,2,clay,a\n');
    await expect(labelled(saved, task.kind, [path], 2)).rejects.toThrow(
      /number in column "size", got "big" \(.*lacking\.csv:3\)/,
    );
  });

  it.each<[string, (copy: string) => void, RegExp]>([
    ['no columns.json', (copy) => rmSync(join(copy, 'columns.json')), /saved model with .*columns\.json/],
    ['other columns', (copy) => writeFileSync(join(copy, 'columns.json'), '{}'), /Expected how a table is read.*columns\.json/],
    ['another task', (copy) => rewrite(copy, 'model.json', /tabular-classification/, 'tabular-regression'), /for tabular-class/],
    ['a class less', (copy) => rewrite(copy, 'labels.json', /"fern",/, ''), /Expected the weights .* got/],
  ])('is refused with %s', async (name, damage, message) => {
    const copy = join(folder, `damaged ${name}`);
    cpSync(saved, copy, { recursive: true });
    damage(copy);
    const before = tf.memory().numTensors;
    await expect(labelled(copy, task.kind, [train], 2)).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  });
});

function rewrite(copy: string, name: string, what: RegExp, by: string): void {
  const path = join(copy, name);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(what);
  writeFileSync(path, text.replace(what, by));
}
