import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Confusion } from '../../src/core/confusion.js';
import type { TrialJob, TrialOutcome } from '../../src/core/executor.js';
import type { Metrics, Params } from '../../src/core/trial.js';
import { scoreTable } from '../../src/report/class-scores.js';
import { tasks } from '../../src/tasks/index.js';
import type { ActiveBackend } from '../../src/training/backends/backend.js';
import { startBackend } from '../../src/training/backends/index.js';
import { tf } from '../../src/training/tf.js';
import { confusionsOf, predict as predictInputs, testModel, trainTrial } from '../../src/training/train.js';
import type { TagPrediction } from '../../src/trials/model-job.js';
import { Recorder } from './recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-labelling-'));
const train = join(folder, 'train.conll');

const cities = ['Rome', 'New York', 'Paris', 'San Francisco', 'Oslo', 'Rio de Janeiro'];
const days = ['Monday', 'Friday', 'next Sunday'];
const tagged = (text: string, type: string) => text.split(' ').map((token, i) => `${token}\t${i === 0 ? 'B' : 'I'}-${type}`);
const plain = (text: string) => text.split(' ').map((token) => `${token}\tO`);

/** 144 sentences: from a city to another one on a day, in two word orders. */
const sentences = cities.flatMap((from, i) =>
  [1, 2, 3, 4].flatMap((step) =>
    days.flatMap((day) => {
      const [origin, target] = [tagged(from, 'from'), tagged(cities[(i + step) % cities.length] as string, 'to')];
      return [
        [...plain('fly from'), ...origin, ...plain('to'), ...target, ...plain('on'), ...tagged(day, 'day')],
        [...plain('to'), ...target, ...plain('out of'), ...origin, ...plain('please !')],
      ];
    }),
  ),
);

let backend: ActiveBackend;
beforeAll(async () => {
  writeFileSync(train, sentences.map((lines) => `${lines.join('\n')}\n`).join('\n'));
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const fast: Params = {
  ...{ learning_rate: 0.03, batch_size: 8, epochs: 8, patience: 0 },
  ...{ embedding_size: 12, character_size: 6, buckets: 256, units: 12, filters: 16 },
};

function job(params: Params, changes: Partial<TrialJob> = {}): TrialJob {
  return {
    task: {
      kind: 'sequence-labelling',
      data: { kind: 'files', train, tokenColumn: 0, tagColumn: -1 },
      split: [0.6, 0.2, 0.2],
      epochs: 30,
    },
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_f1', goal: 'maximize' },
    params: { ...fast, ...params },
    ...changes,
  };
}

async function run(params: Params, changes: Partial<TrialJob> = {}): Promise<[TrialOutcome, Metrics[]]> {
  const handle = new Recorder();
  const before = tf.memory().numTensors;
  const outcome = await trainTrial(job(params, changes), handle, backend);
  expect(tf.memory().numTensors).toBe(before);
  return [outcome, handle.reports];
}

async function predict(model: string, texts: readonly string[]): Promise<TagPrediction[]> {
  return (await predictInputs(model, 'sequence-labelling', texts, 1)) as TagPrediction[];
}

const encoders: readonly (readonly [string, Params])[] = [
  ['lstm', { encoder: 'lstm' }],
  ['gru with a softmax output', { encoder: 'gru', output: 'softmax' }],
  ['transformer', { encoder: 'transformer', layers: 1, heads: 2, learning_rate: 0.01 }],
  ['two layers of cnn', { encoder: 'cnn', layers: 2, learning_rate: 0.02 }],
  [
    'cnn of words alone',
    { encoder: 'cnn', characters: 'none', output: 'softmax', filter_size: 5, layers: 2, learning_rate: 0.02 },
  ],
];

describe.each(encoders)('%s', (name, encoder) => {
  it('learns, reports every epoch, and ends with the metrics of the best', async () => {
    const [outcome, reports] = await run(encoder);
    expect(Object.keys(reports[0] as Metrics).sort()).toEqual(Object.keys(tasks['sequence-labelling'].metrics).sort());
    const best = Math.max(...reports.map(({ val_f1 }) => val_f1 as number));
    expect(best).toBeGreaterThan(0.9);
    expect(outcome).toEqual({ kind: 'complete', metrics: reports.find(({ val_f1 }) => val_f1 === best) });
  });

  it('repeats itself bit for bit, whatever ran in between', async () => {
    const params = { ...encoder, dropout: 0.3, embedding_dropout: 0.2, word_dropout: 0.1, epochs: 2 };
    const [, first] = await run(params);
    await run({ ...params, min_count: 2 }, { seed: 2 });
    expect((await run(params))[1]).toEqual(first);
    expect((await run(params, { seed: 3 }))[1]).not.toEqual(first);
  });

  it('predicts as it did after it was saved, whatever sentences stand beside it', async () => {
    const artifactFolder = join(folder, `model ${name}`);
    await run(encoder, { artifactFolder });
    const before = tf.memory().numTensors;
    const text = 'fly from New York to Oslo on next Sunday';
    const [alone] = await predict(artifactFolder, [text]);
    const [, beside] = await predict(artifactFolder, ['', text, 'to Rome '.repeat(20)]);
    expect(tf.memory().numTensors).toBe(before);
    expect(beside).toEqual(alone);
    expect(alone?.entities).toEqual([
      { type: 'from', text: 'New York', start: 9, end: 17 },
      { type: 'to', text: 'Oslo', start: 21, end: 25 },
      { type: 'day', text: 'next Sunday', start: 29, end: 40 },
    ]);
  });
});

describe('augmentation', () => {
  // Next to no rate: what is measured is the model as it was made.
  const untrained = { epochs: 2, optimizer: 'sgd', learning_rate: 1e-30, dropout: 0, embedding_dropout: 0, word_dropout: 0 };
  const augmentation = { synonyms: join(folder, 'synonyms.txt') };
  const task = { ...job({}).task, augmentation } as TrialJob['task'];

  it('varies the training sentences alone, anew in every epoch, and alike in every run', async () => {
    writeFileSync(augmentation.synonyms, 'fly, go\nplease, kindly\nRome, the eternal city\n');
    const [, plain] = await run(untrained, { task });
    const rates = { synonym_replacement: 0.3, char_noise: 0.2 };
    const [, varied] = await run({ ...untrained, ...rates }, { task });
    const [first, second, ...others] = [...plain, ...varied].map(({ train_loss }) => train_loss as number);
    expect(second).toBeCloseTo(first as number, 4);
    for (const loss of others) expect(Math.abs(loss - (first as number))).toBeGreaterThan(5e-4);
    expect(others[1]).not.toBe(others[0]);
    expect(varied.map(({ val_loss, val_f1 }) => [val_loss, val_f1])).toEqual(
      plain.map(({ val_loss, val_f1 }) => [val_loss, val_f1]),
    );
    expect((await run({ ...untrained, ...rates }, { task }))[1]).toEqual(varied);
  });

  it('learns from copies, too', async () => {
    const [, reports] = await run({ char_noise: 0.2, augmented_copies: 1 });
    expect(Math.max(...reports.map(({ val_f1 }) => val_f1 as number))).toBeGreaterThan(0.9);
  });
});

// The cpu backend has none of our kernels: everything is composed of stock operations there.
describe('without our kernels', () => {
  it.each([
    ['lstm, crf', { embedding_dropout: 0.2, word_dropout: 0.1 }],
    ['transformer, crf', { encoder: 'transformer', heads: 2, embedding_dropout: 0.2, word_dropout: 0.1 }],
    ['cnn, softmax', { encoder: 'cnn', output: 'softmax', clip_norm: 1 }],
  ])('%s computes the same', async (_name, params: Params) => {
    const [, ours] = await run({ ...params, epochs: 1 });
    await startBackend('cpu');
    const [, stock] = await run({ ...params, epochs: 1 }).finally(() => startBackend('wasm'));
    expect(stock[0]?.val_loss).toBeCloseTo(ours[0]?.val_loss as number, 4);
    expect(stock[0]?.train_loss).toBeCloseTo(ours[0]?.train_loss as number, 4);
  });
});

describe('the conditional random field', () => {
  it('never says an inside without its entity before it, however little it has learned', async () => {
    const text = 'San of York please Francisco next de Janeiro to';
    const isBroken = (tag: string, i: number, tags: readonly string[]) =>
      tag.startsWith('I-') && tags[i - 1]?.slice(2) !== tag.slice(2);
    const broken = async (output: string, seed: number) => {
      const artifactFolder = join(folder, `untrained ${output} ${seed}`);
      await run({ encoder: 'cnn', output, epochs: 1, learning_rate: 1e-9 }, { artifactFolder, seed });
      const [prediction] = await predict(artifactFolder, [text]);
      return prediction?.tokens.map(({ tag }) => tag).filter(isBroken).length as number;
    };
    const counts: Record<string, number> = { crf: 0, softmax: 0 };
    for (const seed of [1, 2, 3, 4, 5]) {
      for (const output of ['crf', 'softmax']) counts[output] = (counts[output] as number) + (await broken(output, seed));
    }
    expect(counts.crf).toBe(0);
    expect(counts.softmax).toBeGreaterThan(0);
  });
});

describe('a saved model', () => {
  const saved = join(folder, 'saved');
  beforeAll(async () => {
    await run({ encoder: 'cnn', layers: 1, epochs: 5 }, { artifactFolder: saved });
  });

  it('is measured on the test part', async () => {
    const before = tf.memory().numTensors;
    const metrics = await testModel(saved, job({}));
    expect(tf.memory().numTensors).toBe(before);
    expect(Object.keys(metrics)).toEqual(['test_f1', 'test_precision', 'test_recall', 'test_accuracy', 'test_loss']);
    expect(metrics.test_f1).toBeGreaterThan(0.8);
  });

  it('says for what it takes entities, of validation and test data', async () => {
    const before = tf.memory().numTensors;
    const confusions = await confusionsOf(saved, job({}));
    expect(tf.memory().numTensors).toBe(before);
    const { test_f1: f1, test_recall: recall } = await testModel(saved, job({}));
    const { micro } = scoreTable(confusions?.test as Confusion);
    expect([micro?.f1, micro?.recall]).toEqual([expect.closeTo(f1 as number, 12), expect.closeTo(recall as number, 12)]);
    expect(confusions?.validation.labels).toEqual(confusions?.test?.labels);
    const task = { ...job({}).task, split: [0.8, 0.2, 0] } as TrialJob['task'];
    expect(await confusionsOf(saved, job({}, { task }))).not.toHaveProperty('test');
  });

  it('needs test data to be measured', async () => {
    const task = { ...job({}).task, split: [0.8, 0.2, 0] } as TrialJob['task'];
    await expect(testModel(saved, job({}, { task }))).rejects.toThrow(/Expected test data, got none/);
  });

  it('finds nothing in an empty text', async () => {
    expect(await predict(saved, ['  '])).toEqual([{ text: '  ', tokens: [], entities: [] }]);
  });

  it('says what it is made of', () => {
    const manifest = JSON.parse(readFileSync(join(saved, 'model.json'), 'utf8'));
    expect(manifest).toMatchObject({ task: 'sequence-labelling', hyperparameters: { encoder: 'cnn', output: 'crf' } });
    expect(manifest.weights.map(({ name }: { name: string }) => name)).toEqual([
      'embedding/words',
      'embedding/affixes',
      'cnn-1/kernel',
      'cnn-1/bias',
      'output/kernel',
      'output/bias',
      'crf/transitions',
      'crf/start',
      'crf/end',
    ]);
  });

  it.each([
    ['fewer tags', (copy: string) => writeFileSync(join(copy, 'tags.json'), '["O","B-a"]'), /Expected the weights .*got/],
    ['no vocabulary', (copy: string) => rmSync(join(copy, 'vocabulary.json')), /saved model with .*vocabulary\.json/],
  ])('is refused with %s', async (what, damage, message) => {
    const copy = join(folder, `damaged ${what}`);
    cpSync(saved, copy, { recursive: true });
    damage(copy);
    const before = tf.memory().numTensors;
    await expect(predict(copy, ['x'])).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  });
});
