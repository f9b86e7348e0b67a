import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialJob, TrialOutcome } from '../../../src/core/executor.js';
import type { Metrics, Params } from '../../../src/core/trial.js';
import { createRng } from '../../../src/math/rng.js';
import { tasks } from '../../../src/tasks/index.js';
import type { ActiveBackend } from '../../../src/training/backends/backend.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';
import { predict, testModel, trainTrial, tryOwnLosses } from '../../../src/training/train.js';
import { Recorder } from '../recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-tabular-regression-'));
const train = join(folder, 'prices.jsonl');

const surcharge: Readonly<Record<string, number>> = { north: 0, south: 20_000, west: -10_000 };

/** In euros: linear in one column, squared in another, with a surcharge by category. */
function price(area: number, age: number, side: string): number {
  return 200_000 + 3000 * (area - 100) + 50 * (age - 30) ** 2 + (surcharge[side] as number);
}

let backend: ActiveBackend;
beforeAll(async () => {
  const rng = createRng(7);
  const lines = Array.from({ length: 300 }, (_, i) => {
    const [area, age] = [50 + 100 * rng.next(), 60 * rng.next()];
    const side = Object.keys(surcharge)[i % 3] as string;
    return JSON.stringify({ area, age, side, price: price(area, age, side) });
  });
  writeFileSync(train, `${lines.join('\n')}\n`);
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const task = {
  kind: 'tabular-regression',
  data: { train, header: true, label: 'price', numbers: [], categories: [], ignore: [], missing: [] },
  split: [0.7, 0.15, 0.15],
  epochs: 100,
} as const;

const fast: Params = {
  learning_rate: 0.02,
  batch_size: 16,
  epochs: 40,
  patience: 0,
  layers: 1,
  units: 32,
  activation: 'tanh',
  dropout: 0,
};

function job(params: Params, changes: Partial<TrialJob> = {}): TrialJob {
  return {
    task,
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_rmse', goal: 'minimize' },
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

describe('a trial', () => {
  it.each(['mse', 'mae', 'huber'])('recovers a known function with the loss %s, in its own units', async (loss) => {
    const [outcome, reports] = await run({ loss });
    expect(Object.keys(reports[0] as Metrics).sort()).toEqual(Object.keys(tasks['tabular-regression'].metrics).sort());
    const best = Math.min(...reports.map(({ val_rmse }) => val_rmse as number));
    // Prices deviate by some 90,000.
    expect(best).toBeLessThan(6000);
    expect(outcome).toMatchObject({ kind: 'complete', metrics: { val_rmse: best } });
    for (const { val_rmse, val_mse, val_mae, val_r2 } of reports) {
      expect((val_rmse as number) ** 2 / (val_mse as number)).toBeCloseTo(1, 10);
      expect(val_mae).toBeLessThanOrEqual(val_rmse as number);
      expect(val_r2).toBeLessThan(1);
    }
  });

  const withLoss = (name: string, text: string): Partial<TrialJob> => {
    writeFileSync(join(folder, name), text);
    return { task: { ...task, ownLosses: { [`./${name}`]: pathToFileURL(join(folder, name)).href } } };
  };

  it.each([
    ['an example each', 'tf.square(tf.squeeze(tf.sub(predictions, targets), [1]))'],
    ['an example each, in the shape of the predictions', 'tf.square(tf.sub(predictions, targets))'],
    ['their mean', 'tf.mean(tf.square(tf.sub(predictions, targets)))'],
  ])('comes to the same with a loss of the user’s own that computes the same, %s', async (_what, square) => {
    const changes = withLoss('square.mjs', `export default (predictions, targets, { tf }) => ${square};`);
    const [outcome, own] = await run({ loss: './square.mjs', epochs: 3 }, changes);
    const [, ours] = await run({ loss: 'mse', epochs: 3 });
    expect(outcome.kind).toBe('complete');
    own.forEach(({ val_rmse }, epoch) => {
      expect((val_rmse as number) / (ours[epoch]?.val_rmse as number)).toBeCloseTo(1, 4);
    });
  });

  it('fits a quantile with the pinball loss of a user, whose gradient is given', async () => {
    // Koenker and Bassett 1978: q e above the prediction, (q - 1) e below it.
    const pinball = `const slope = (p, t, { tf, params }) => tf.sub(tf.cast(tf.greater(p, t), 'float32'), params.loss_q);
      export default {
        loss: (p, t, context) => context.tf.mul(slope(p, t, context), context.tf.sub(p, t)),
        gradient: slope,
      };`;
    const changes = withLoss('pinball.mjs', pinball);
    // Where the input tells nothing, all that can be learned is that quantile, of 0 to 199.
    const rng = createRng(3);
    const rows = Array.from({ length: 200 }, (_, y) => `${rng.next()},${y}`);
    const data = { ...task.data, train: join(folder, 'noise.csv'), label: 'y' };
    writeFileSync(data.train, `x,y\n${rows.join('\n')}\n`);
    const study = job(
      { layers: 0, loss: './pinball.mjs', loss_q: 0.9 },
      { task: { ...task, ...changes.task, data, score: 'last' } as TrialJob['task'] },
    );
    expect(await tryOwnLosses(study, study.params)).toEqual([]);
    const artifactFolder = join(folder, 'pinball');
    expect(await trainTrial({ ...study, artifactFolder }, new Recorder(), backend)).toMatchObject({ kind: 'complete' });
    const predicted = await predict(artifactFolder, 'tabular-regression', [data.train], 1);
    const values = predicted.map((prediction) => ('value' in prediction ? prediction.value : Number.NaN));
    const below = values.filter((value, y) => y < value).length / 200;
    expect(below).toBeGreaterThan(0.8);
    expect(below).toBeLessThan(0.97);
  });

  it('is told before it starts that a loss of the user’s own cannot be trained with', async () => {
    const findings = await tryOwnLosses(
      job({}, withLoss('sum.mjs', 'export default (p, t, { tf }) => tf.sum(tf.sub(p, t), 0);')),
      {},
    );
    expect(findings).toEqual([
      { severity: 'error', message: expect.stringMatching(/one for each of the 2 examples or their mean, got float32 \[1\]/) },
    ]);
  });

  it('repeats itself bit for bit, also in parts, with noise, mixup and dropout', async () => {
    const params: Params = { noise: 0.05, mixup: 0.3, dropout: 0.1, epochs: 5, loss: 'huber', huber_delta: 0.5 };
    const [outcome, reports] = await run(params);
    expect((await run(params))[1]).toEqual(reports);
    const checkpointFolder = join(folder, 'paused');
    const [, before] = await run(params, {}, new Recorder(3, undefined, checkpointFolder));
    const [resumed, after] = await run(params, {}, new Recorder(undefined, undefined, checkpointFolder, 3));
    expect([resumed, [...before, ...after]]).toEqual([outcome, reports]);
  });

  it('that is not told how many epochs to run runs as many as the task allows', async () => {
    const { epochs: _, ...params } = fast;
    const recorder = new Recorder();
    await trainTrial({ ...job({}, { task: { ...task, epochs: 23 } }), params }, recorder, backend);
    expect(recorder.reports).toHaveLength(23);
  });

  it('fails where it diverges', async () => {
    const [outcome] = await run({ optimizer: 'sgd', learning_rate: 1e30 });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'diverged' });
  });

  it('watches its loss where the objective is none of its metrics', async () => {
    const objective = { metric: 'something', goal: 'minimize' } as const;
    const [outcome, reports] = await run({ epochs: 4 }, { objective });
    const best = Math.min(...reports.map(({ val_loss }) => val_loss as number));
    expect(outcome).toMatchObject({ metrics: { val_loss: best } });
  });
});

describe('a saved model', () => {
  const saved = join(folder, 'saved');
  beforeAll(async () => {
    await run({}, { artifactFolder: saved });
  });

  it('is measured on the test part', async () => {
    const metrics = await testModel(saved, job({}));
    expect(metrics.test_r2).toBeGreaterThan(0.98);
  });

  it('predicts in the units of the training data, also from another kind of file', async () => {
    const path = join(folder, 'new.tsv');
    writeFileSync(path, 'side\tage\tarea\nsouth\t10\t120\nnorth\t55\t60\neast\t30\t100\n');
    const before = tf.memory().numTensors;
    const predictions = (await predict(saved, task.kind, [path], 3)) as { text: string; value: number }[];
    expect(tf.memory().numTensors).toBe(before);
    expect(predictions.map(({ text }) => text)).toEqual([2, 3, 4].map((line) => `${path}:${line}`));
    const [south, north, unseen] = predictions.map(({ value }) => value) as [number, number, number];
    expect(Math.abs(south - price(120, 10, 'south'))).toBeLessThan(15_000);
    expect(Math.abs(north - price(60, 55, 'north'))).toBeLessThan(15_000);
    expect(Math.abs(unseen - 200_000)).toBeLessThan(40_000);
  });

  it('is refused without the scale of its targets', async () => {
    writeFileSync(join(saved, 'target.json'), '{"mean":1}');
    await expect(predict(saved, task.kind, [train], 1)).rejects.toThrow(/`mean` and `deviation` of the targets .*target\.json/);
  });
});
