import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialJob, TrialOutcome } from '../../src/core/executor.js';
import type { Metrics, Params } from '../../src/core/trial.js';
import { tasks } from '../../src/tasks/index.js';
import type { ActiveBackend } from '../../src/training/backends/backend.js';
import { startBackend } from '../../src/training/backends/index.js';
import { tf } from '../../src/training/tf.js';
import { confusionsOf, lookAtData, testModel, trainTrial, tryOwnLosses } from '../../src/training/train.js';
import { labelled } from './labelled.js';
import { Recorder } from './recorder.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-training-'));
const train = join(folder, 'train.tsv');

const topics = {
  weather: ['rain', 'sun', 'snow', 'storm', 'cloud'],
  money: ['bank', 'loan', 'cash', 'coin', 'debt'],
  food: ['bread', 'soup', 'rice', 'cheese', 'apple'],
};
const fillers = ['please tell me about', 'what is', 'is there any', 'show me the', 'I want', 'who likes', 'no', 'a lot of'];

/** 120 texts that one word tells apart. */
const rows = Object.entries(topics).flatMap(([label, words]) =>
  words.flatMap((word) => fillers.map((filler) => `${filler} ${word}\t${label}`)),
);

let backend: ActiveBackend;
beforeAll(async () => {
  writeFileSync(train, `text\tlabel\n${rows.join('\n')}\n`);
  backend = await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

const fast: Params = {
  ...{ learning_rate: 0.05, batch_size: 8, epochs: 10, patience: 0 },
  ...{ embedding_size: 8, word_ngrams: 1, char_ngrams: 0, buckets: 512, filters: 8 },
};

const fileData = { kind: 'files', train, textColumn: 'text', labelColumn: 'label', header: true } as const;

function job(params: Params, changes: Partial<TrialJob> = {}): TrialJob {
  return {
    task: {
      kind: 'text-classification',
      data: fileData,
      split: [0.6, 0.2, 0.2],
      epochs: 30,
    },
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

describe.each([
  ['bag', {}],
  ['cnn', { encoder: 'cnn', filter_sizes: '1,2,3', learning_rate: 0.02 }],
  ['transformer', { encoder: 'transformer', heads: 3, learning_rate: 0.02 }],
  ['cnn over characters', { encoder: 'cnn', tokens: 'characters', learning_rate: 0.02, filters: 16 }],
  ['lstm', { encoder: 'lstm', units: 8, learning_rate: 0.02 }],
  ['lstm of two layers', { encoder: 'lstm', units: 8, layers: 2, pooling: 'mean', learning_rate: 0.02 }],
  ['gru', { encoder: 'gru', units: 8, bidirectional: false, pooling: 'last', learning_rate: 0.02 }],
  ['cnn over byte pairs', { encoder: 'cnn', tokens: 'bpe', vocabulary_size: 100, filter_sizes: '1,2,3', learning_rate: 0.02 }],
])('%s', (_name, encoder: Params) => {
  it('learns, reports every epoch, and ends with the metrics of the best', async () => {
    const [outcome, { reports }] = await run({ ...encoder });
    const best = Math.max(...reports.map((metrics) => metrics.val_accuracy as number));
    expect(best).toBeGreaterThan(0.9);
    expect(reports[0]).toEqual({
      val_accuracy: expect.any(Number),
      val_loss: expect.any(Number),
      val_macro_f1: expect.any(Number),
      val_micro_f1: reports[0]?.val_accuracy,
      val_weighted_f1: expect.any(Number),
      val_macro_precision: expect.any(Number),
      val_macro_recall: expect.any(Number),
      val_mcc: expect.any(Number),
      val_auroc: expect.any(Number),
      val_pairwise_auroc: expect.any(Number),
      val_calibration_error: expect.any(Number),
      train_loss: expect.any(Number),
    });
    expect(Object.keys(reports[0] ?? {}).sort()).toEqual(Object.keys(tasks['text-classification'].metrics).sort());
    expect(outcome).toEqual({ kind: 'complete', metrics: reports.find((metrics) => metrics.val_accuracy === best) });
  });

  it('repeats itself bit for bit, whatever ran in between', async () => {
    const params = { ...encoder, dropout: 0.3, embedding_dropout: 0.1, epochs: 3 };
    const [, first] = await run(params);
    await run({ ...params, loss: 'focal', optimizer: 'momentum' }, { seed: 2 });
    const [, second] = await run(params);
    expect(second.reports).toEqual(first.reports);
    const [, other] = await run(params, { seed: 3 });
    expect(other.reports).not.toEqual(first.reports);
  });

  it('predicts as it did after it was saved, whatever texts stand beside it', async () => {
    const artifactFolder = join(folder, `model-${_name}`);
    await run({ ...encoder }, { artifactFolder });
    const before = tf.memory().numTensors;
    const [alone] = await labelled(artifactFolder, 'text-classification', ['is there any snow'], 2);
    const [, beside] = await labelled(artifactFolder, 'text-classification', ['', 'is there any snow', 'please '.repeat(20)], 2);
    expect(tf.memory().numTensors).toBe(before);
    expect(alone?.labels).toHaveLength(2);
    expect(alone?.labels[0]?.label).toBe('weather');
    expect(beside?.labels[0]?.probability).toBeCloseTo(alone?.labels[0]?.probability as number, 5);
  });
});

it('pads texts for its own filters, whatever filters another trial had on the same encoding', async () => {
  const params = { encoder: 'cnn', filter_sizes: '1,2,3,9', epochs: 2 };
  const [, alone] = await run(params);
  // Encodings are kept for a while: two others let this one be forgotten.
  for (const lowercase of [true, false]) await run({ encoder: 'bag', lowercase, epochs: 1 });
  await run({ ...params, filter_sizes: '1', epochs: 1 });
  const [, after] = await run(params);
  expect(after.reports).toEqual(alone.reports);
});

// The cpu backend has none of our kernels: everything is composed of stock operations there.
describe('without our kernels', () => {
  it.each([
    ['bag', { loss: 'label-smoothing', embedding_dropout: 0.2 }],
    ['cnn', { encoder: 'cnn', loss: 'focal', clip_norm: 1 }],
    ['transformer', { encoder: 'transformer', attention_dropout: 0.1, layer_decay: 0.5, learning_rate: 0.01 }],
    ['lstm', { encoder: 'lstm', units: 6, layers: 2 }],
    ['gru', { encoder: 'gru', units: 5, pooling: 'last' }],
  ])('%s computes the same', async (_name, params: Params) => {
    const [, ours] = await run({ ...params, epochs: 2 });
    await startBackend('cpu');
    const [, stock] = await run({ ...params, epochs: 2 }).finally(() => startBackend('wasm'));
    ours.reports.forEach((metrics, epoch) => {
      expect(stock.reports[epoch]?.val_loss).toBeCloseTo(metrics.val_loss as number, 4);
      expect(stock.reports[epoch]?.train_loss).toBeCloseTo(metrics.train_loss as number, 4);
    });
  });
});

describe('a paused trial', () => {
  const noisy = {
    dropout: 0.3,
    embedding_dropout: 0.2,
    warmup: 0.1,
    decay: 'cosine',
    patience: 3,
    learning_rate: 0.02,
    epochs: 8,
  };

  /** Pauses after each of the steps, in a new model each time, then runs to the end. */
  async function inParts(params: Params, pauses: readonly number[], folderName: string): Promise<[TrialOutcome, Metrics[]]> {
    const checkpointFolder = join(folder, folderName);
    const reports: Metrics[] = [];
    let outcome: TrialOutcome | undefined;
    let last: number | undefined;
    for (const pause of [...pauses, Number.POSITIVE_INFINITY]) {
      const handle = new Recorder(pause - (last ?? 0), undefined, checkpointFolder, last);
      [outcome] = await run(params, {}, handle);
      reports.push(...handle.reports);
      last = reports.length;
    }
    return [outcome as TrialOutcome, reports];
  }

  it.each<[string, Params]>([
    ['bag, adamw', {}],
    ['bag, a rate that starts again', { decay: 'cosine_with_restarts', decay_floor: 0.1, patience: 0 }],
    ['bag, in steps of several batches', { effective_batch_size: 32, batch_size: 8, learning_rate: 0.05, patience: 0 }],
    ['bag, adam with L2', { optimizer: 'adam', weight_decay: 0.01 }],
    ['bag, momentum', { optimizer: 'momentum', learning_rate: 0.2 }],
    ['bag, sgd', { optimizer: 'sgd', learning_rate: 0.5, min_delta: 0.01 }],
    ['cnn', { encoder: 'cnn', filter_sizes: '1,2', epochs: 5 }],
    ['transformer', { encoder: 'transformer', layers: 1, attention_dropout: 0.2, epochs: 5 }],
    ['gru', { encoder: 'gru', units: 8, layers: 2, epochs: 5 }],
    ['bag, augmented', { random_swap: 0.3, char_noise: 0.3, augmented_copies: 1, epochs: 5 }],
  ])('goes on to the same numbers as one that was never paused: %s', async (name, params) => {
    const [outcome, { reports }] = await run({ ...noisy, ...params });
    expect(reports.length).toBeGreaterThan(4);
    expect(await inParts({ ...noisy, ...params }, [1, 3], `paused ${name}`)).toEqual([outcome, reports]);
  });

  it.each<[string, Params]>([
    ['bag, adamw, every stream of random numbers', { random_swap: 0.3, char_noise: 0.3, augmented_copies: 1, epochs: 6 }],
    ['cnn, momentum', { encoder: 'cnn', filter_sizes: '1,2', optimizer: 'momentum', learning_rate: 0.1, epochs: 5 }],
    ['bag, which stops early', { patience: 2, learning_rate: 0.5, decay: 'constant', min_delta: 0, epochs: 30 }],
  ])('is no different from one that was interrupted in the middle of an epoch: %s', async (name, params) => {
    const [outcome, whole] = await run({ ...noisy, ...params });
    const batches = whole.looks / whole.reports.length;
    const checkpointFolder = join(folder, `interrupted ${name}`);
    const checkpointing = { checkpointEveryMs: 1e-6, mayPause: false };
    const reports: Metrics[] = [];
    for (const last of [undefined, 1, 2]) {
      // Each time in the second epoch: what it learnt in the first one is saved, and the batches since are lost.
      const handle = new Recorder(undefined, Math.round(batches * 1.5), checkpointFolder, last, checkpointing);
      expect(await run({ ...noisy, ...params }, {}, handle)).toEqual([{ kind: 'interrupted' }, handle]);
      reports.push(...handle.reports);
      expect(readdirSync(checkpointFolder)).toContain(`step-${reports.length}`);
    }
    const rest = new Recorder(undefined, undefined, checkpointFolder, 3, checkpointing);
    expect((await run({ ...noisy, ...params }, {}, rest))[0]).toEqual(outcome);
    expect(reports).toHaveLength(3);
    expect([...reports, ...rest.reports]).toEqual(whole.reports);
  });

  it('saves nothing while it is not time to, nor where a stop is no pause', async () => {
    const checkpointFolder = join(folder, 'short');
    for (const stopAfterReports of [undefined, 2])
      await run({ epochs: 3 }, {}, new Recorder(stopAfterReports, undefined, checkpointFolder, undefined, { mayPause: false }));
    expect(existsSync(checkpointFolder)).toBe(false);
  });

  it('goes on in the stock operations, too', async () => {
    await startBackend('cpu');
    try {
      const params = { ...noisy, epochs: 3 };
      const [outcome, { reports }] = await run(params);
      expect(await inParts(params, [2], 'paused on cpu')).toEqual([outcome, reports]);
    } finally {
      await startBackend('wasm');
    }
  });

  it('leaves the weights of its best epoch, which may lie before the pause', async () => {
    const params = { ...noisy, epochs: 30, patience: 2, learning_rate: 0.5, decay: 'constant', min_delta: 0 };
    const objective = { metric: 'val_loss', goal: 'minimize' } as const;
    const [outcome, { reports }] = await run(params, { objective, artifactFolder: join(folder, 'whole') });
    const pause = reports.length - 1;
    const parts = join(folder, 'in two parts');
    await run(params, { objective }, new Recorder(pause, undefined, parts));
    const [resumed] = await run(
      params,
      { objective, artifactFolder: join(folder, 'halves') },
      new Recorder(undefined, undefined, parts, pause),
    );
    expect(resumed).toEqual(outcome);
    const weights = (name: string) => readFileSync(join(folder, name, 'weights.bin'));
    expect(weights('halves').equals(weights('whole'))).toBe(true);
  });

  it('begins anew where its checkpoint is gone', async () => {
    const [outcome, { reports }] = await run({ epochs: 3 });
    const [again, handle] = await run({ epochs: 3 }, {}, new Recorder(undefined, undefined, join(folder, 'gone'), 2));
    expect([again, handle.reports]).toEqual([outcome, reports]);
  });
});

describe('augmentation', () => {
  const rates = { synonym_replacement: 0.2, random_insertion: 0.1, random_swap: 0.1, random_deletion: 0.1, char_noise: 0.1 };

  it('varies the training texts alone: nothing else of a trial changes', async () => {
    // Next to no rate: what is measured is the model as it was made.
    const untrained = { epochs: 1, optimizer: 'sgd', learning_rate: 1e-30 };
    const [, { reports: plain }] = await run(untrained);
    const [, { reports: augmented }] = await run({ ...untrained, ...rates });
    expect(augmented[0]).toEqual({ ...plain[0], train_loss: expect.any(Number) });
    expect(augmented[0]?.train_loss).not.toBe(plain[0]?.train_loss);
  });

  it('varies them anew in every epoch, and alike in every run', async () => {
    const untrained = { epochs: 3, optimizer: 'sgd', learning_rate: 1e-30, ...rates };
    const [, { reports: first }] = await run(untrained);
    expect(new Set(first.map(({ train_loss }) => train_loss)).size).toBe(3);
    expect((await run(untrained))[1].reports).toEqual(first);
    expect((await run(untrained, { seed: 2 }))[1].reports).not.toEqual(first);
  });

  it('goes over copies, too', async () => {
    const params = { ...rates, augmented_copies: 3, epochs: 2 };
    const [, { looks }] = await run(params);
    // 72 texts four times in batches of 8, twice; one look before each.
    expect(looks).toBe(72);
    expect((await run({ augmented_copies: 3, epochs: 2 }))[1].looks).toBe(18);
  });

  it('learns from back-translations, which are made once', async () => {
    const module = join(folder, 'shout.mjs');
    const calls = join(folder, 'calls');
    writeFileSync(
      module,
      `import { appendFileSync } from 'node:fs';
      export default async (texts) => {
        appendFileSync(${JSON.stringify(calls)}, texts.length + ' ');
        return texts.map((text) => text.replace(/\\w+$/, 'unrelated'));
      };`,
    );
    const backTranslation = { kind: 'module', url: pathToFileURL(module).href } as const;
    const task = { ...job({}).task, augmentation: { backTranslation } } as TrialJob['task'];
    const changes = { task, cacheFolder: join(folder, 'cache') };
    const [, { reports: half }] = await run({ back_translation: 0.5 }, changes);
    const [, { reports: all }] = await run({ back_translation: 1 }, changes);
    expect(readFileSync(calls, 'utf8')).toBe('72 ');
    // The last word, which tells the topic, is lost in translation.
    expect(Math.max(...half.map(({ val_accuracy }) => val_accuracy as number))).toBeGreaterThan(0.75);
    expect(Math.max(...all.map(({ val_accuracy }) => val_accuracy as number))).toBeLessThan(0.6);
  });
});

describe('a trial', () => {
  it.each(['cross-entropy', 'label-smoothing', 'focal', 'mse', 'mae', 'hinge'])('learns with the loss %s', async (loss) => {
    const [outcome] = await run({ loss });
    expect(outcome).toMatchObject({
      kind: 'complete',
      metrics: { val_accuracy: expect.toSatisfy((value: number) => value > 0.8) },
    });
  });

  it('learns with class weights, which change what is trained but not what is measured', async () => {
    const rare = join(folder, 'rare.tsv');
    writeFileSync(rare, `text\tlabel\n${rows.filter((row, i) => !row.endsWith('food') || i % 4 === 0).join('\n')}\n`);
    const task = { ...job({}).task, data: { ...fileData, train: rare } } as TrialJob['task'];
    const [, plain] = await run({ epochs: 1, learning_rate: 1e-9 }, { task });
    const [, weighted] = await run({ epochs: 1, learning_rate: 1e-9, class_weights: 'balanced' }, { task });
    expect(weighted.reports[0]?.train_loss).not.toBeCloseTo(plain.reports[0]?.train_loss as number, 4);
    expect(weighted.reports[0]?.val_loss).toBeCloseTo(plain.reports[0]?.val_loss as number, 6);
    const [outcome] = await run({ class_weights: 'balanced' }, { task });
    expect(outcome).toMatchObject({ metrics: { val_macro_recall: expect.toSatisfy((value: number) => value > 0.8) } });
  });

  it('weighs classes as the task gives it, unless it is told otherwise', async () => {
    const weighted = { ...job({}).task, classWeights: { food: 1e6 }, score: 'last' } as TrialJob['task'];
    const artifactFolder = join(folder, 'food alone');
    // Adam takes steps of full size for words of other classes however little those weigh.
    await run({ optimizer: 'sgd', learning_rate: 1 }, { task: weighted, artifactFolder });
    const { labels = [], cells = [] } = (await confusionsOf(artifactFolder, job({})))?.validation ?? {};
    expect(new Set(cells.map(([, taken]) => labels[taken]))).toEqual(new Set(['food']));
    const short = { epochs: 1, class_weights: 'none' };
    const [[, plain], [, none]] = [await run(short), await run(short, { task: weighted })];
    expect(none.reports).toEqual(plain.reports);
  });

  const ownLoss = (name: string, text: string): Partial<TrialJob> => {
    writeFileSync(join(folder, name), text);
    return {
      task: { ...job({}).task, ownLosses: { [`./${name}`]: pathToFileURL(join(folder, name)).href } } as TrialJob['task'],
    };
  };
  const ownCrossEntropy = 'tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))';

  it('comes to the same numbers with a loss of the user’s own that computes the same', async () => {
    const changes = ownLoss('same.mjs', `export default (logits, targets, { tf }) => ${ownCrossEntropy};`);
    const artifactFolder = join(folder, 'own-loss');
    const [outcome, own] = await run({ loss: './same.mjs', epochs: 3 }, { ...changes, artifactFolder });
    const [, ours] = await run({ loss: 'cross-entropy', epochs: 3 });
    expect(outcome.kind).toBe('complete');
    own.reports.forEach((metrics, epoch) => {
      expect(metrics.train_loss).toBeCloseTo(ours.reports[epoch]?.train_loss as number, 6);
      expect(metrics.val_loss).toBeCloseTo(ours.reports[epoch]?.val_loss as number, 6);
    });
    // The model is used without it.
    expect(await labelled(artifactFolder, 'text-classification', ['snow'], 1)).toHaveLength(1);
  });

  it('fails with what a loss of the user’s own throws, and leaves nothing behind', async () => {
    const text = `let calls = 0;
      export default (logits, targets, { tf }) => {
        if (++calls > 6) throw new Error('my own mistake');
        return ${ownCrossEntropy};
      };`;
    const changes = ownLoss('throws.mjs', text);
    const before = tf.memory().numTensors;
    await expect(trainTrial(job({ loss: './throws.mjs' }, changes), new Recorder(), backend)).rejects.toThrow('my own mistake');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has diverged where a loss of the user’s own is no number', async () => {
    const changes = ownLoss('nan.mjs', 'export default (logits, targets, { tf }) => tf.log(tf.sub(tf.sum(logits, 1), 1e9));');
    expect((await run({ loss: './nan.mjs' }, changes))[0]).toMatchObject({ kind: 'failed', reason: 'diverged' });
  });

  it('is told before it starts that a loss of the user’s own is none', async () => {
    const findings = await tryOwnLosses(job({}, ownLoss('none.mjs', 'export const loss = 1;')), {});
    const message = expect.stringMatching(/^Expected \.\/none\.mjs to export a loss by default/);
    expect(findings).toEqual([{ severity: 'error', message }]);
    expect(await lookAtData(job({}))).toEqual([]);
  });

  it('is told before it starts that losses of the user’s own cannot be trained with', async () => {
    const files = {
      'broken.mjs': 'export default (logits, targets, { tf }) => tf.nosuch(logits);',
      'waits.mjs': 'export default async (logits) => logits;',
      'power.mjs': `export default (logits, targets, { tf, params }) => tf.pow(${ownCrossEntropy}, params.loss_q);`,
      'mean.mjs': `export default (logits, targets, { tf }) => tf.mean(${ownCrossEntropy});`,
    };
    for (const [name, text] of Object.entries(files)) ownLoss(name, text);
    const urls = Object.keys(files).map((name) => [`./${name}`, pathToFileURL(join(folder, name)).href]);
    const study = job({}, { task: { ...job({}).task, ownLosses: Object.fromEntries(urls) } as TrialJob['task'] });
    const tried = async (params: Params, fixed: Params = {}) =>
      (await tryOwnLosses({ ...study, params: fixed }, params)).map(({ message }) => message);
    const broken = [
      'Expected the loss ./broken.mjs to compute, but it threw: TypeError: tf.nosuch is not a function',
      expect.stringMatching(/^Expected the loss \.\/waits\.mjs to return float32 numbers, .* got a promise/),
    ];
    expect(await lookAtData(study)).toEqual([]);
    expect(await tried({ loss_q: 0.5 })).toEqual(broken);
    expect(await tried({})).toEqual([...broken, expect.stringMatching(/^Expected the loss \.\/power\.mjs to compute/)]);
    const withMean = [...broken, expect.stringMatching(/^Expected the loss \.\/mean\.mjs to return the loss of each example/)];
    expect(await tried({ loss_q: 0.5 }, { class_weights: 'balanced' })).toEqual(withMean);
    const weighted = { ...study, task: { ...study.task, classWeights: { food: 2 } } as TrialJob['task'] };
    expect((await tryOwnLosses(weighted, { loss_q: 0.5 })).map(({ message }) => message)).toEqual(withMean);
  });

  it('says when it leaves tensors behind', async () => {
    const text = `export default (logits, targets, { tf }) => {
      tf.keep(tf.scalar(1));
      return ${ownCrossEntropy};
    };`;
    const before = tf.memory().numTensors;
    const handle = new Recorder();
    await trainTrial(job({ loss: './keeps.mjs', epochs: 1 }, ownLoss('keeps.mjs', text)), handle, backend);
    // Nine batches; what was kept while the loss was tried was there before the training.
    expect(handle.lines.at(-1)).toBe('training left 9 tensors behind, whose memory is lost to later trials');
    expect(tf.memory().numTensors - before).toBeGreaterThan(9);
  });

  it('is pruned when the study says stop', async () => {
    const [outcome, { reports }] = await run({}, {}, new Recorder(2));
    expect(outcome).toEqual({ kind: 'pruned' });
    expect(reports).toHaveLength(2);
  });

  it('is interrupted within a batch', async () => {
    const [outcome, { looks, reports }] = await run({}, {}, new Recorder(undefined, 3));
    expect(outcome).toEqual({ kind: 'interrupted' });
    expect([looks, reports.length]).toEqual([4, 0]);
  });

  it('fails with the batch and the rate at which it diverged', async () => {
    const [outcome, { reports }] = await run({ optimizer: 'sgd', learning_rate: 1e30 });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'diverged' });
    expect(outcome).toHaveProperty(
      'message',
      expect.stringMatching(/ became (NaN|-?Infinity) in epoch 1, batch \d of 9, at learning rate \d/),
    );
    expect(reports).toHaveLength(0);
  });

  it('fails with the error of its device', async () => {
    const lost: ActiveBackend = {
      ...backend,
      check() {
        throw new Error('device lost');
      },
    };
    const before = tf.memory().numTensors;
    await expect(trainTrial(job({}), new Recorder(), lost)).rejects.toThrow('device lost');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops early and keeps the weights of the best epoch', async () => {
    const artifactFolder = join(folder, 'early');
    // A constant, far too high rate: the loss soon goes up again.
    const params = { epochs: 30, patience: 2, min_delta: 0, learning_rate: 0.5, decay: 'constant' };
    const objective = { metric: 'val_loss', goal: 'minimize' } as const;
    const [outcome, { reports }] = await run(params, { artifactFolder, objective });
    const losses = reports.map(({ val_loss }) => val_loss as number);
    const best = Math.min(...losses);
    expect(reports.length).toBeLessThan(30);
    expect(losses.length - 1 - losses.indexOf(best)).toBe(2);
    expect(outcome).toMatchObject({ kind: 'complete', metrics: { val_loss: best } });
    expect(await savedLoss(artifactFolder)).toBeCloseTo(best, 6);
  });

  it('ends with the last epoch where the score is the last', async () => {
    const artifactFolder = join(folder, 'last');
    const params = { epochs: 30, patience: 2, min_delta: 0, learning_rate: 0.5, decay: 'constant' };
    const objective = { metric: 'val_loss', goal: 'minimize' } as const;
    const task = { ...job({}).task, score: 'last' } as TrialJob['task'];
    const [outcome, { reports }] = await run(params, { artifactFolder, objective, task });
    const last = reports.at(-1);
    expect(Math.min(...reports.map(({ val_loss }) => val_loss as number))).toBeLessThan(last?.val_loss as number);
    expect(outcome).toEqual({ kind: 'complete', metrics: last });
    expect(await savedLoss(artifactFolder)).toBeCloseTo(last?.val_loss as number, 6);
  });

  it('fails where what it is to optimise cannot be measured', async () => {
    const oneClass = join(folder, 'one-class.tsv');
    writeFileSync(oneClass, `text\tlabel\n${rows.filter((row) => row.endsWith('food')).join('\n')}\n`);
    const task = { ...job({}).task, data: { ...fileData, validation: oneClass } } as TrialJob['task'];
    const [outcome] = await run({}, { task, objective: { metric: 'val_auroc', goal: 'maximize' } });
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: 'error',
      message: expect.stringMatching(/^val_auroc cannot be measured on the validation data/),
    });
  });

  it("runs no more epochs than the task's own limit", async () => {
    const task = { ...job({}).task, epochs: 2 } as TrialJob['task'];
    const [, { reports }] = await run({}, { task });
    expect(reports).toHaveLength(2);
  });

  it('tells its progress and logs its epochs', async () => {
    const [, handle] = await run({ epochs: 2 });
    expect(handle.progressCalls).toBeGreaterThan(0);
    expect(handle.lines.at(-1)).toMatch(/^epoch 2: train_loss \d/);
  });

  it('clips, warms up and decays without harm', async () => {
    const [outcome] = await run({ clip_norm: 0.5, warmup: 0.2, decay: 'cosine', weight_decay: 0.01, lowercase: false });
    expect(outcome).toMatchObject({ kind: 'complete' });
  });

  it('ignores parameters of others, and refuses values that a knob does not take', async () => {
    expect((await run({ epochs: 1, my_own: 'x' }))[0].kind).toBe('complete');
    await expect(run({ dropout: 2 })).rejects.toThrow(/`dropout` of text-classification .* 0.95, got 2/);
  });
});

/** The validation loss of the saved model: the split is the study's, so the file with all texts holds the validation texts too. */
async function savedLoss(artifactFolder: string): Promise<number> {
  const { loadTextDataset } = await import('../../src/training/data/text-dataset.js');
  const { task, studySeed } = job({});
  if (task.kind !== 'text-classification') throw new Error('unreachable');
  const { validation } = loadTextDataset(task, studySeed);
  const predictions = await labelled(artifactFolder, 'text-classification', validation.texts, 3);
  const losses = predictions.map(({ labels }, i) => {
    const probability = labels.find(({ label }) => label === validation.labels[i])?.probability as number;
    return -Math.log(probability);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

describe('a saved model', () => {
  const saved = join(folder, 'saved');
  beforeAll(async () => {
    await trainTrial(job({ encoder: 'cnn', filter_sizes: '1,2' }, { artifactFolder: saved }), new Recorder(), backend);
  });

  it('is measured on the test part', async () => {
    const before = tf.memory().numTensors;
    const metrics = await testModel(saved, job({}));
    expect(tf.memory().numTensors).toBe(before);
    const measured = Object.keys(tasks['text-classification'].metrics).filter((name) => name.startsWith('val_'));
    expect(Object.keys(metrics)).toEqual(measured.map((name) => name.replace('val_', 'test_')));
    expect(metrics.test_accuracy).toBeGreaterThan(0.5);
  });

  it('tells what it takes for what, on the validation and on the test part', async () => {
    const before = tf.memory().numTensors;
    const confusions = await confusionsOf(saved, job({}));
    expect(tf.memory().numTensors).toBe(before);
    const metrics = await testModel(saved, job({}));
    for (const [part, accuracy] of [
      [confusions?.test, metrics.test_accuracy],
      [confusions?.validation, undefined],
    ] as const) {
      expect(part?.labels).toEqual(Object.keys(topics).sort());
      const counts = (part?.cells ?? []).map(([truth, predicted, count]) => ({ isRight: truth === predicted, count }));
      const sum = (some: typeof counts) => some.reduce((total, { count }) => total + count, 0);
      // A fifth of 120 texts.
      expect(sum(counts)).toBe(24);
      if (accuracy !== undefined) expect(sum(counts.filter(({ isRight }) => isRight)) / 24).toBeCloseTo(accuracy, 12);
    }
    const task = { ...job({}).task, split: [0.8, 0.2, 0] } as TrialJob['task'];
    expect(await confusionsOf(saved, job({}, { task }))).not.toHaveProperty('test');
  });

  it('needs test data to be measured', async () => {
    const task = { ...job({}).task, split: [0.8, 0.2, 0] } as TrialJob['task'];
    await expect(testModel(saved, job({}, { task }))).rejects.toThrow(/Expected test data, got none/);
  });

  it('is not left by a trial that was pruned', async () => {
    const artifactFolder = join(folder, 'pruned');
    await run({}, { artifactFolder }, new Recorder(1));
    expect(existsSync(artifactFolder)).toBe(false);
  });

  const damages: readonly (readonly [string, (copy: string) => void, RegExp])[] = [
    ['no model.json', (copy) => rmSync(join(copy, 'model.json')), /saved model with .*model\.json/],
    [
      'another format',
      (copy) => writeFileSync(join(copy, 'model.json'), '{"format":"x"}'),
      /format "hypersweep-model", version 1, for text-classification, got/,
    ],
    ['broken JSON', (copy) => writeFileSync(join(copy, 'labels.json'), '["a"'), /Expected JSON \(.*labels\.json\)/],
    ['a shortened weights.bin', (copy) => truncateSync(join(copy, 'weights.bin'), 100), /Expected \d+ bytes, got 100/],
    ['fewer labels', (copy) => writeFileSync(join(copy, 'labels.json'), '["a","b"]'), /Expected the weights .*got/],
    ['labels of another kind', (copy) => writeFileSync(join(copy, 'labels.json'), '[1,2,3]'), /Expected a list of strings/],
    ['no vocabulary', (copy) => rmSync(join(copy, 'vocabulary.json')), /saved model with .*vocabulary\.json/],
  ];

  it.each(damages)('is refused with %s', async (name, damage, message) => {
    const copy = join(folder, `damaged ${name}`);
    cpSync(saved, copy, { recursive: true });
    damage(copy);
    const before = tf.memory().numTensors;
    await expect(labelled(copy, 'text-classification', ['x'], 1)).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says what it is made of', () => {
    const manifest = JSON.parse(readFileSync(join(saved, 'model.json'), 'utf8'));
    expect(manifest.hyperparameters).toMatchObject({ encoder: 'cnn', filter_sizes: '1,2', dropout: 0.2 });
    expect(manifest.weights.map(({ name }: { name: string }) => name)).toEqual([
      'embedding',
      'convolution-1/kernel',
      'convolution-2/kernel',
      'convolution/bias',
      'output/kernel',
      'output/bias',
    ]);
  });
});
