import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Confusions } from '../../../src/core/confusion.js';
import type { TrialJob } from '../../../src/core/executor.js';
import type { Metrics, Params } from '../../../src/core/trial.js';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import type { ActiveBackend } from '../../../src/training/backends/backend.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';
import { confusionsOf, lookAtData, predict, testModel, trainTrial } from '../../../src/training/train.js';
import type { LabelPrediction } from '../../../src/trials/model-job.js';
import { Recorder } from '../recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-folds-'));

const noise = Array.from({ length: 12 }, (_, i) => `n${i}`);

/** Numbers a row; `coin` hangs on none of them, `side` on x, `height` is x and some noise. */
function writeRows(name: string, count: number): string {
  const rng = createRng(3);
  const path = join(folder, name);
  const rows = Array.from({ length: count }, () => {
    const [x, y] = [standardNormal(rng), standardNormal(rng)];
    const coin = rng.next() < 0.5 ? 'head' : 'tail';
    const height = 3 * x + 0.5 * standardNormal(rng);
    return [x, y, ...noise.map(() => standardNormal(rng)), coin, x > 0 ? 'right' : 'left', height].join();
  });
  writeFileSync(path, `${[['x', 'y', ...noise, 'coin', 'side', 'height'].join(), ...rows].join('\n')}\n`);
  return path;
}

const train = writeRows('train.csv', 120);
let backend: ActiveBackend;
beforeAll(async () => {
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const fast: Params = { learning_rate: 0.02, batch_size: 16, epochs: 10, patience: 0, layers: 1, units: 16, dropout: 0 };

interface Case {
  readonly label: string;
  readonly folds?: number;
  readonly kind?: 'tabular-classification' | 'tabular-regression';
  readonly params?: Params;
  readonly artifactFolder?: string;
}

function job({ label, folds = 4, kind = 'tabular-classification', params, artifactFolder }: Case): TrialJob {
  const ignore = [...(label === 'coin' ? [] : noise), 'coin', 'side', 'height'].filter((other) => other !== label);
  const data = { train, header: true, label, numbers: [], categories: [], ignore, missing: [], folds };
  return {
    task: { kind, data, split: [0.6, 0.15, 0.25], epochs: 100 },
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_loss', goal: 'minimize' },
    params: { ...fast, ...params },
    ...(artifactFolder !== undefined && { artifactFolder }),
  };
}

async function run(options: Case, handle = new Recorder()): Promise<Metrics[]> {
  const before = tf.memory().numTensors;
  expect(await trainTrial(job(options), handle, backend)).toMatchObject({
    kind: handle.reports.length === 2 ? 'pruned' : 'complete',
  });
  expect(tf.memory().numTensors).toBe(before);
  return handle.reports;
}

describe('a trial with folds', () => {
  it.each([0, 0.5])(
    'measures each row by a model that has not seen it, with mixup %f: coins learned by heart stay coins',
    async (mixup) => {
      const params = { units: 256, layers: 2, batch_size: 8, epochs: 30, mixup };
      const last = (await run({ label: 'coin', params })).at(-1) as Metrics;
      expect(last.train_loss).toBeLessThan(mixup === 0 ? 0.1 : 0.65);
      expect(last.val_accuracy).toBeGreaterThan(0.35);
      expect(last.val_accuracy).toBeLessThan(0.65);
    },
  );

  it('learns what can be learned, whatever is left over for the last batch', async () => {
    const reports = await run({ label: 'side', params: { batch_size: 89, epochs: 20 } });
    expect((reports.at(-1) as Metrics).val_accuracy).toBeGreaterThan(0.8);
    const values = await run({ label: 'height', kind: 'tabular-regression', params: { epochs: 30 } });
    expect((values.at(-1) as Metrics).val_r2).toBeGreaterThan(0.9);
  });

  it('that was paused goes on to the same numbers', async () => {
    const params = { mixup: 0.4, noise: 0.1, dropout: 0.2, epochs: 6 };
    const whole = await run({ label: 'side', params });
    const checkpoint = join(folder, 'paused');
    const before = await run({ label: 'side', params }, new Recorder(2, undefined, checkpoint));
    const after = await run({ label: 'side', params }, new Recorder(undefined, undefined, checkpoint, 2));
    expect([...before, ...after]).toEqual(whole);
  });
});

describe('a saved model of several folds', () => {
  const saved = join(folder, 'saved');
  const options: Case = { label: 'side', artifactFolder: saved };
  let last: Metrics;
  beforeAll(async () => {
    last = (await run(options)).at(-1) as Metrics;
  });

  it('predicts with all of its members, which are together at least as good as they are on average', async () => {
    const metrics = await testModel(saved, job(options));
    expect(metrics.test_accuracy).toBeGreaterThan(0.9);
    const path = writeRows('more.csv', 50);
    const before = tf.memory().numTensors;
    const predictions = (await predict(saved, 'tabular-classification', [path], 2)) as LabelPrediction[];
    expect(tf.memory().numTensors).toBe(before);
    expect(predictions).toHaveLength(50);
    for (const { labels } of predictions) expect(labels.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  it('counts confusions of the rows that each member has not seen', async () => {
    const { validation, test } = (await confusionsOf(saved, job(options))) as Confusions;
    const count = (cells: Confusions['validation']['cells']) => cells.reduce((sum, [, , cell]) => sum + cell, 0);
    expect([count(validation.cells), count((test as Confusions['validation']).cells)]).toEqual([90, 30]);
    const right = validation.cells.filter(([truth, predicted]) => truth === predicted);
    // The best epoch is kept, of which the last may not be.
    expect(count(right) / 90).toBeGreaterThan((last.val_accuracy as number) - 0.1);
  });
});

describe('the data check with folds', () => {
  it('does not take the rows of all folds for validation rows that training has seen', async () => {
    expect(await lookAtData(job({ label: 'side' }))).toEqual([]);
  });

  it('wants a row for each', async () => {
    const few = job({ label: 'side', folds: 20 });
    const data = { ...(few.task as { data: object }).data, train: writeRows('few.csv', 12) };
    const [finding] = await lookAtData({ ...few, task: { ...few.task, data } as TrialJob['task'] });
    expect(finding?.message).toMatch(/Expected at least a row for each of the 20 `folds` in .*few\.csv, got 9/);
  });
});
