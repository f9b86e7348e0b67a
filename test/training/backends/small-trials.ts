import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrialJob } from '../../../src/core/executor.js';
import type { TrainingSpec } from '../../../src/core/task-spec.js';
import type { Metrics, Params } from '../../../src/core/trial.js';
import type { ActiveBackend } from '../../../src/training/backends/backend.js';
import { trainTrial } from '../../../src/training/train.js';
import { idxBytes } from '../../data-files/idx.js';
import { Recorder } from '../recorder.js';

/** Of each set: 16 examples to train on, 8 to measure. */
const counts = { train: 16, validation: 8 } as const;
type Part = keyof typeof counts;
const parts = Object.keys(counts) as Part[];

const words = ['rain', 'sun', 'bank', 'loan', 'is', 'there', 'no', 'more'];
const wordAt = (i: number) => words[i % words.length] as string;

/** Example `i` of a part; those of the two parts differ. */
const examples: Readonly<Record<string, (i: number) => string>> = {
  'texts.tsv': (i) => `${wordAt(i)} ${wordAt(3 * i + 1)} ${wordAt(i * i)}\t${i % 3}`,
  'sentences.conll': (i) => `${wordAt(i)}\tO\n${wordAt(2 * i)}\tB-x\n${wordAt(i * i)}\t${i % 2 === 0 ? 'I-x' : 'O'}\n`,
  'classes.csv': (i) => `${Math.sin(i)},${wordAt(i)},${'abc'[i % 3]}`,
  'numbers.csv': (i) => `${Math.sin(i)},${wordAt(i)},${Math.cos(i) + i}`,
};
const headers: Readonly<Record<string, string>> = {
  'texts.tsv': 'text\tlabel\n',
  'classes.csv': 'number,word,target\n',
  'numbers.csv': 'number,word,target\n',
};

/** Files for the trials below. */
export function writeSmallData(folder: string): void {
  for (const part of parts) {
    const numbers = Array.from({ length: counts[part] }, (_, i) => (part === 'train' ? i : 100 + i));
    for (const [name, example] of Object.entries(examples)) {
      writeFileSync(join(folder, `${part}-${name}`), `${headers[name] ?? ''}${numbers.map(example).join('\n')}\n`);
    }
    const pixels = numbers.flatMap((number) => Array.from({ length: 64 }, (_, i) => (number * i * i) % 256));
    writeFileSync(join(folder, `${part}-images`), idxBytes([numbers.length, 8, 8], pixels));
    writeFileSync(
      join(folder, `${part}-labels`),
      idxBytes(
        [numbers.length],
        numbers.map((number) => number % 3),
      ),
    );
  }
}

function specs(folder: string): Readonly<Record<TrainingSpec['kind'], TrainingSpec>> {
  const both = <File>(file: (part: Part) => File) => ({ train: file('train'), validation: file('validation') });
  const named = (name: string) => both((part) => join(folder, `${part}-${name}`));
  const rest = { split: [1, 0, 0], epochs: 2 } as const;
  const columns = { header: true, label: 'target', numbers: [], categories: [], ignore: [], missing: [] };
  const texts = { kind: 'files', textColumn: 'text', labelColumn: 'label', header: true } as const;
  const tokens = { kind: 'files', tokenColumn: 0, tagColumn: -1 } as const;
  const images = both((part) => ({ images: join(folder, `${part}-images`), labels: join(folder, `${part}-labels`) }));
  return {
    'text-classification': { kind: 'text-classification', data: { ...texts, ...named('texts.tsv') }, ...rest },
    'sequence-labelling': { kind: 'sequence-labelling', data: { ...tokens, ...named('sentences.conll') }, ...rest },
    'image-classification': { kind: 'image-classification', data: images, ...rest },
    'tabular-classification': { kind: 'tabular-classification', data: { ...columns, ...named('classes.csv') }, ...rest },
    'tabular-regression': { kind: 'tabular-regression', data: { ...columns, ...named('numbers.csv') }, ...rest },
  };
}

const small: Params = {
  ...{ learning_rate: 0.01, batch_size: 8, patience: 0, dropout: 0.2 },
  ...{ embedding_size: 6, units: 6, buckets: 64 },
};

/** Every task with every kind of model that it offers: four steps over two epochs. */
export const smallTrials: Readonly<Record<string, readonly [kind: TrainingSpec['kind'], params: Params]>> = {
  'text-classification with a bag': ['text-classification', { encoder: 'bag' }],
  'text-classification with a cnn': ['text-classification', { encoder: 'cnn', filters: 4, filter_sizes: '1,2' }],
  'text-classification with an lstm': ['text-classification', { encoder: 'lstm' }],
  'text-classification with a gru': ['text-classification', { encoder: 'gru' }],
  'text-classification with a transformer': ['text-classification', { encoder: 'transformer', heads: 2, max_length: 8 }],
  'sequence-labelling with a softmax output': ['sequence-labelling', { encoder: 'cnn', filters: 4, output: 'softmax' }],
  'sequence-labelling with a conditional random field': ['sequence-labelling', { encoder: 'lstm', output: 'crf' }],
  'image-classification with an mlp': ['image-classification', { model: 'mlp', layers: 1 }],
  'image-classification with a cnn': ['image-classification', { model: 'cnn', filters: 3, batch_norm: true }],
  'tabular-classification': ['tabular-classification', { layers: 1, one_hot_limit: 2 }],
  'tabular-regression': ['tabular-regression', { layers: 1, loss: 'huber' }],
};

/** What each of the trials reports after each epoch on the backend that is started. */
export async function runSmallTrials(folder: string, backend: ActiveBackend): Promise<Record<string, Metrics[]>> {
  const reports: Record<string, Metrics[]> = {};
  const all = specs(folder);
  for (const [name, [kind, params]] of Object.entries(smallTrials)) {
    const job: TrialJob = {
      task: all[kind],
      ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
      objective: { metric: 'val_loss', goal: 'minimize' },
      params: { ...small, ...params },
    };
    const recorder = new Recorder();
    await trainTrial(job, recorder, backend);
    reports[name] = recorder.reports;
  }
  return reports;
}
