import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialJob, TrialOutcome } from '../../src/core/executor.js';
import type { ImageClassificationSpec } from '../../src/core/task-spec.js';
import type { Metrics, Params } from '../../src/core/trial.js';
import { createRng, uniformInt } from '../../src/math/rng.js';
import { tasks } from '../../src/tasks/index.js';
import type { ActiveBackend } from '../../src/training/backends/backend.js';
import { startBackend } from '../../src/training/backends/index.js';
import { tf } from '../../src/training/tf.js';
import { confusionsOf, testModel, trainTrial } from '../../src/training/train.js';
import { idxBytes } from '../data-files/idx.js';
import { writePng } from './data/pictures.js';
import { labelled } from './labelled.js';
import { Recorder } from './recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-images-'));
const side = 8;

/** A bright bar, across (0), upright (1) or slanting (2), somewhere in a dark image with noise. */
function bar(label: number, rng = createRng(label)): number[] {
  const place = uniformInt(rng, 1, side - 2);
  return Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side), i % side];
    const isBar = [y === place, x === place, (y + x) % side === place][label];
    return (isBar ? 180 : 20) + uniformInt(rng, 0, 60);
  });
}

function writeIdx(name: string, count: number, seed: number) {
  const rng = createRng(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const paths = { images: join(folder, `${name}-images`), labels: join(folder, `${name}-labels`) };
  const pixels = labels.flatMap((label) => bar(label, rng));
  writeFileSync(paths.images, idxBytes([count, side, side], pixels));
  writeFileSync(paths.labels, idxBytes([count], labels));
  return paths;
}

const data = {
  train: writeIdx('train', 180, 1),
  validation: writeIdx('validation', 60, 2),
  test: writeIdx('validation', 60, 2),
};

let backend: ActiveBackend;
beforeAll(async () => {
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const fast: Params = {
  ...{ learning_rate: 0.01, batch_size: 16, epochs: 8, patience: 0 },
  ...{ units: 16, filters: 4, dropout: 0.1 },
};

function job(params: Params, changes: Partial<TrialJob> = {}, task: Partial<ImageClassificationSpec> = {}): TrialJob {
  return {
    task: { kind: 'image-classification', data, split: [0.8, 0.1, 0.1], epochs: 30, ...task },
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_accuracy', goal: 'maximize' },
    params: { ...fast, ...params },
    ...changes,
  };
}

async function run(params: Params, changes: Partial<TrialJob> = {}, handle = new Recorder()): Promise<[TrialOutcome, Recorder]> {
  const before = tf.memory().numTensors;
  const outcome = await trainTrial(job(params, changes), handle, backend);
  expect(tf.memory().numTensors).toBe(before);
  return [outcome, handle];
}

const models: [string, Params][] = [
  ['mlp', { model: 'mlp', epochs: 25 }],
  ['mlp with batch normalisation', { model: 'mlp', batch_norm: true, layers: 1, epochs: 25 }],
  ['cnn', {}],
  ['cnn with batch normalisation', { batch_norm: true }],
  ['cnn of two convolutions a block, of wide filters', { blocks: 1, convolutions: 2, kernel_size: 5 }],
];

describe.each(models)('%s', (name, model) => {
  it('learns, and is after it was saved what it was before', async () => {
    const artifactFolder = join(folder, `model of ${name}`);
    const [outcome, { reports }] = await run(model, { artifactFolder });
    const best = Math.max(...reports.map(({ val_accuracy }) => val_accuracy as number));
    expect(best).toBeGreaterThan(0.9);
    expect(Object.keys(reports[0] as Metrics).sort()).toEqual(Object.keys(tasks['image-classification'].metrics).sort());
    expect(outcome).toEqual({ kind: 'complete', metrics: reports.find(({ val_accuracy }) => val_accuracy === best) });
    // The test data are the validation data here.
    const before = tf.memory().numTensors;
    const measured = await testModel(artifactFolder, job(model));
    expect(tf.memory().numTensors).toBe(before);
    const { train_loss: _, ...validated } = (outcome as Extract<TrialOutcome, { kind: 'complete' }>).metrics;
    const renamed = Object.entries(validated).map(([metric, value]) => [metric.replace('val_', 'test_'), value]);
    expect(measured).toEqual(Object.fromEntries(renamed));
    const confusions = await confusionsOf(artifactFolder, job(model));
    expect(confusions?.test).toEqual(confusions?.validation);
    const right = confusions?.test?.cells.reduce((sum, [truth, taken, count]) => sum + (truth === taken ? count : 0), 0) ?? 0;
    expect(right / 60).toBeCloseTo(best, 10);
  });

  it('repeats itself bit for bit, whatever ran in between', async () => {
    const params = { ...model, dropout: 0.3, input_dropout: 0.1, shift: 0.1, flip: 0.5, cutout: 0.3, epochs: 3 };
    const [, first] = await run(params);
    await run({ ...params, loss: 'focal' }, { seed: 2 });
    const [, second] = await run(params);
    expect(second.reports).toEqual(first.reports);
    const [, other] = await run(params, { seed: 3 });
    expect(other.reports).not.toEqual(first.reports);
  });

  it('goes on after a pause to the same numbers as one that was never paused', async () => {
    const params = { ...model, dropout: 0.3, shift: 0.1, flip: 0.5, cutout: 0.3, warmup: 0.1, decay: 'cosine', epochs: 4 };
    const [outcome, { reports }] = await run(params);
    const checkpointFolder = join(folder, `paused ${name}`);
    const [, first] = await run(params, {}, new Recorder(2, undefined, checkpointFolder));
    const [resumed, second] = await run(params, {}, new Recorder(undefined, undefined, checkpointFolder, 2));
    expect([...first.reports, ...second.reports]).toEqual(reports);
    expect(resumed).toEqual(outcome);
  });
});

it('weighs classes as the task gives it', async () => {
  const artifactFolder = join(folder, 'upright alone');
  await run({}, { ...job({}, {}, { classWeights: { 1: 1e6 }, score: 'last' }), params: { ...fast, epochs: 4 }, artifactFolder });
  const { labels = [], cells = [] } = (await confusionsOf(artifactFolder, job({})))?.validation ?? {};
  expect(new Set(cells.map(([, taken]) => labels[taken]))).toEqual(new Set(['1']));
});

describe('logistic regression', () => {
  it('is a perceptron without hidden layers', async () => {
    const artifactFolder = join(folder, 'logistic');
    await run({ model: 'mlp', layers: 0, epochs: 2 }, { artifactFolder });
    const { weights } = JSON.parse(readFileSync(join(artifactFolder, 'model.json'), 'utf8'));
    expect(weights).toEqual([
      { name: 'output/kernel', shape: [64, 3] },
      { name: 'output/bias', shape: [3] },
    ]);
  });
});

describe('augmentation', () => {
  it.each<Params>([{ shift: 0.2 }, { flip: 0.5 }, { cutout: 0.5 }])('changes training images only: %o', async (augmentation) => {
    // So slow that the model stays what it was.
    const still = { optimizer: 'sgd', learning_rate: 1e-30, epochs: 1, dropout: 0 };
    const [, { reports: plain }] = await run(still);
    const [, { reports: augmented }] = await run({ ...still, ...augmentation });
    expect(augmented[0]?.val_loss).toBe(plain[0]?.val_loss);
    expect(augmented[0]?.train_loss).not.toBe(plain[0]?.train_loss);
  });
});

// The cpu backend has none of our kernels: everything is composed of stock operations there.
describe('without our kernels', () => {
  it.each(models.filter(([name]) => name.includes('batch')))('%s computes the same', async (_name, model) => {
    const params = { ...model, epochs: 1, filters: 2 };
    const [, ours] = await run(params);
    await startBackend('cpu');
    const [, stock] = await run(params).finally(() => startBackend('wasm'));
    expect(stock.reports[0]?.val_loss).toBeCloseTo(ours.reports[0]?.val_loss as number, 4);
    expect(stock.reports[0]?.train_loss).toBeCloseTo(ours.reports[0]?.train_loss as number, 4);
  });
});

describe('a saved model', () => {
  const saved = join(folder, 'saved');
  const [across, upright] = [join(folder, 'new/across.png'), join(folder, 'new/upright.jpg')];
  const wide = join(folder, 'new/wide.png');
  beforeAll(async () => {
    await trainTrial(job({ batch_norm: true }, { artifactFolder: saved }), new Recorder(), backend);
    writePng(across, side, side, bar(0));
    // In colour, and twice as wide: seen in grey, and at the size of the training images.
    const twice = Array.from({ length: 2 * side * side }, (_, i) => {
      const value = bar(0)[side * Math.floor(i / (2 * side)) + Math.floor((i % (2 * side)) / 2)] as number;
      return [value, value, value + 3];
    });
    writePng(wide, side, 2 * side, twice.flat());
    const rgba = bar(1).flatMap((value) => [value, value, value, 255]);
    writeFileSync(upright, jpeg.encode({ height: side, width: side, data: Buffer.from(rgba) }, 95).data);
  });

  it('labels image files, whatever stands beside them', async () => {
    const before = tf.memory().numTensors;
    const [alone] = await labelled(saved, 'image-classification', [across], 3);
    const all = await labelled(saved, 'image-classification', [upright, across, wide], 2);
    expect(tf.memory().numTensors).toBe(before);
    expect(alone?.text).toBe(across);
    expect(alone?.labels).toHaveLength(3);
    expect(all.map(({ labels }) => labels[0]?.label)).toEqual(['1', '0', '0']);
    expect(all[1]?.labels[0]?.probability).toBeCloseTo(alone?.labels[0]?.probability as number, 5);
    expect(all[2]?.labels[0]?.probability).toBeCloseTo(alone?.labels[0]?.probability as number, 1);
  });

  it('names an image that it cannot look at', async () => {
    const text = join(folder, 'text.png');
    writeFileSync(text, 'no image');
    await expect(labelled(saved, 'image-classification', [across, text], 1)).rejects.toThrow(
      `Expected a PNG or JPEG file, got none of them (${text}).`,
    );
  });

  it('is refused where it does not say what images it wants', async () => {
    const copy = join(folder, 'damaged');
    cpSync(saved, copy, { recursive: true });
    const before = tf.memory().numTensors;
    for (const damage of ['null', '{"height":8}', '{"height":8,"width":8,"channels":1,"mean":[0,0],"deviation":[1]}']) {
      writeFileSync(join(copy, 'images.json'), damage);
      await expect(labelled(copy, 'image-classification', [across], 1)).rejects.toThrow(
        `Expected height, width, channels, mean and deviation of images (${join(copy, 'images.json')}).`,
      );
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('needs test data to be measured, of the kind that it was trained on', async () => {
    const { test: _, ...untested } = data;
    const without = job({}, {}, { data: untested, split: [0.9, 0.1, 0] });
    await expect(testModel(saved, without)).rejects.toThrow(/^Expected test data, got none/);
    const larger = job({}, {}, { data: { ...data, size: [9, 8] } });
    await expect(testModel(saved, larger)).rejects.toThrow(
      /^Expected the data that the model was trained on, images of 8 x 8 x 1 labelled 0, 1, 2; got images of 9 x 8 x 1 /,
    );
  });
});
