/**
 * What augmenting texts costs, and what it brings, on CLINC150 (150 intents).
 *
 *     npx tsx bench/augmentation.ts cost    an epoch over 4,500 questions with variants and without, taken in turns
 *     npx tsx bench/augmentation.ts gain    test accuracy with five training questions of each intent, three seeds
 *
 * Times are the processor's, which neighbours on the machine disturb least.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrialJob } from '../src/core/executor.js';
import type { TextClassificationSpec } from '../src/core/task-spec.js';
import type { Params } from '../src/core/trial.js';
import { createRng } from '../src/math/rng.js';
import { median } from '../src/math/statistics.js';
import type { ActiveBackend } from '../src/training/backends/backend.js';
import { startBackend } from '../src/training/backends/index.js';
import { createTextAugmenter } from '../src/training/data/text-augmentation/augmenter.js';
import { synonymsOf } from '../src/training/data/text-augmentation/sources.js';
import { loadTextDataset } from '../src/training/data/text-dataset.js';
import { learnTextEncoder } from '../src/training/data/text-encoder.js';
import { readTextHyperparameters } from '../src/training/text-hyperparameters.js';
import { testModel, trainTrial } from '../src/training/train.js';

const source = new URL('../../shared/data/text-clinc150/data_full.json', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'augmentation-'));

/** The rates that EDA's paper recommends for small data sets. */
const eda: Params = { synonym_replacement: 0.05, random_insertion: 0.05, random_swap: 0.05, random_deletion: 0.05 };
const encoders: Readonly<Record<string, Params>> = {
  bag: { learning_rate: 0.01, batch_size: 64 },
  'cnn, words': { encoder: 'cnn', learning_rate: 0.003, batch_size: 64 },
  'cnn, byte pairs': { encoder: 'cnn', tokens: 'bpe', learning_rate: 0.003, batch_size: 64 },
};

/** @param perClass training questions of each intent, and as many to validate with, where there are */
function clinc150(perClass: number): TextClassificationSpec {
  const splits = JSON.parse(readFileSync(source, 'utf8')) as Record<string, [text: string, intent: string][]>;
  const write = (split: string, rows: readonly (readonly string[])[]): string => {
    const path = join(folder, `${split}-${perClass}.tsv`);
    writeFileSync(path, `text\tlabel\n${rows.map((row) => row.join('\t')).join('\n')}\n`);
    return path;
  };
  const few = (split: string) => {
    const taken = new Map<string, number>();
    return (splits[split] ?? []).filter(([, intent]) => {
      taken.set(intent, (taken.get(intent) ?? 0) + 1);
      return (taken.get(intent) as number) <= perClass;
    });
  };
  const files = {
    train: write('train', few('train')),
    validation: write('val', few('val')),
    test: write('test', splits.test ?? []),
  };
  const data = { kind: 'files', ...files, textColumn: 'text', labelColumn: 'label', header: true } as const;
  return { kind: 'text-classification', data, split: [0.8, 0.1, 0.1], epochs: 1000 };
}

/** Milliseconds of processor time that this process has had. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Trained {
  /** Milliseconds of each epoch, its validation included. */
  readonly epochs: readonly number[];
  readonly testAccuracy: number;
}

async function train(task: TextClassificationSpec, params: Params, seed: number, backend: ActiveBackend): Promise<Trained> {
  const artifactFolder = join(folder, 'model');
  const job: TrialJob = {
    ...{ task, artifactFolder, params: { patience: 0, ...params }, trialNumber: 0, attempt: 1, studySeed: 1, seed },
    objective: { metric: 'val_accuracy', goal: 'maximize' },
  };
  const epochs: number[] = [];
  let last = processorTime();
  const handle = {
    ...{ stopRequested: false, progress: () => {}, log: () => {} },
    report: async () => {
      epochs.push(processorTime() - last);
      last = processorTime();
      return 'continue' as const;
    },
  };
  await trainTrial(job, handle, backend);
  const { test_accuracy = Number.NaN } = await testModel(artifactFolder, job);
  return { epochs, testAccuracy: test_accuracy };
}

/** Milliseconds to make and encode a variant of every training text. */
function timeOfVariants(task: TextClassificationSpec, params: Params): number {
  const { texts } = loadTextDataset(task, 1).train;
  const hyperparameters = readTextHyperparameters(params);
  const { encode } = learnTextEncoder(hyperparameters, texts);
  const augment = createTextAugmenter(hyperparameters, { synonyms: synonymsOf({}), translations: new Map() });
  const rng = createRng(1);
  const times = Array.from({ length: 7 }, () => {
    const start = processorTime();
    for (const text of texts) encode(augment?.(text, rng) ?? text);
    return processorTime() - start;
  });
  return median(times);
}

async function cost(backend: ActiveBackend): Promise<void> {
  const task = clinc150(30);
  const augmented = { ...eda, char_noise: 0.05 };
  console.log('| encoder | variants and their encoding, ms | epoch without, ms | epoch with, ms | more |\n|---|---|---|---|---|');
  for (const [name, params] of Object.entries(encoders)) {
    const without: number[] = [];
    const withVariants: number[] = [];
    for (let round = 0; round < 2; round++) {
      without.push(...(await train(task, { ...params, epochs: 3 }, 1, backend)).epochs.slice(1));
      withVariants.push(...(await train(task, { ...params, ...augmented, epochs: 3 }, 1, backend)).epochs.slice(1));
    }
    const [plain, varied] = [median(without), median(withVariants)];
    const cells = [timeOfVariants(task, { ...params, ...augmented }), plain, varied].map((ms) => ms.toFixed(0));
    console.log(`| ${name} | ${cells.join(' | ')} | ${((100 * varied) / plain - 100).toFixed(0)} % |`);
  }
}

async function gain(backend: ActiveBackend): Promise<void> {
  const task = clinc150(5);
  // As many steps for each, so that copies are no more than another way to spend them.
  const variants: Readonly<Record<string, Params>> = {
    none: { epochs: 40 },
    'EDA, in place': { ...eda, epochs: 40 },
    'EDA, 3 copies': { ...eda, augmented_copies: 3, epochs: 10 },
    'typing mistakes 0.1': { char_noise: 0.1, epochs: 40 },
  };
  console.log('| encoder | augmentation | test accuracy, mean of three seeds | lowest | highest |\n|---|---|---|---|---|');
  for (const [encoder, params] of Object.entries(encoders).slice(0, 2)) {
    for (const [name, augmentation] of Object.entries(variants)) {
      const found: number[] = [];
      for (const seed of [1, 2, 3]) found.push((await train(task, { ...params, ...augmentation }, seed, backend)).testAccuracy);
      const mean = found.reduce((sum, accuracy) => sum + accuracy, 0) / found.length;
      const cells = [mean, Math.min(...found), Math.max(...found)].map((accuracy) => accuracy.toFixed(4));
      console.log(`| ${encoder} | ${name} | ${cells.join(' | ')} |`);
    }
  }
}

try {
  const backend = await startBackend('wasm');
  await (process.argv[2] === 'gain' ? gain(backend) : cost(backend));
} finally {
  rmSync(folder, { recursive: true });
}
