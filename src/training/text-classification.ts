import { UsageError } from '../core/errors.js';
import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { TextClassificationSpec } from '../core/task-spec.js';
import type { Metrics } from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import type { Prediction } from '../trials/model-job.js';
import type { TrialHandle } from '../trials/trial-handle.js';
import type { ActiveBackend } from './backends/backend.js';
import { encodeTexts } from './data/encoded-texts.js';
import type { LabelledTexts } from './data/labelled-texts.js';
import { RecentCache } from './data/recent-cache.js';
import { loadTextDataset, type TextDataset } from './data/text-dataset.js';
import { encodingKey, learnTextEncoder, type TextEncoder } from './data/text-encoder.js';
import { evaluate, type LabelledIds, predictLogProbabilities } from './evaluation.js';
import { readHyperparameters, type TextHyperparameters } from './hyperparameters.js';
import { createModel } from './models/index.js';
import { loadTextClassifier, saveTextClassifier, type TextClassifier } from './models/saved-model.js';
import { variablesOf } from './models/text-model.js';
import { tf } from './tf.js';
import { trainModel } from './trainer.js';

/** A data set as one encoder sees it. */
interface EncodedDataset {
  readonly encoder: TextEncoder;
  readonly train: LabelledIds;
  readonly validation: LabelledIds;
}

const datasets = new RecentCache<TextDataset>(1);
const encodings = new RecentCache<EncodedDataset>(2);

/**
 * Trains one text classifier with the trial's parameters and leaves it in the job's artifact folder when it is complete.
 * Throws a UsageError for data or parameters that cannot be trained with.
 */
export async function trainTextClassifier(job: TrialJob, handle: TrialHandle, backend: ActiveBackend): Promise<TrialOutcome> {
  const task = textClassification(job);
  const settings = readHyperparameters(job.params);
  const { labels } = dataset(task, job.studySeed);
  const { encoder, train, validation } = encodedDataset(task, job.studySeed, settings);
  const rngFor = (purpose: string) => createRng(deriveSeed(job.seed, job.trialNumber, purpose));
  const classes = labels.length;
  const model = createModel(settings, { rows: encoder.rows, classes }, rngFor('weights'));
  try {
    const outcome = await trainModel(
      {
        ...{ model, settings, train, validation, classes },
        padding: encoder.padding,
        dropped: encoder.dropped,
        epochs: Math.min(settings.epochs, task.epochs),
        objective: job.objective,
        orderRng: rngFor('order'),
        dropoutRng: rngFor('dropout'),
      },
      handle,
      backend,
    );
    if (outcome.kind === 'complete' && job.artifactFolder !== undefined) {
      await saveTextClassifier(job.artifactFolder, { settings, encoder, labels, model });
    }
    return outcome;
  } finally {
    tf.dispose(variablesOf(model));
  }
}

/** What is wrong with the job's data, undefined when it can be trained on. It stays loaded for the trials. */
export function dataMistake(job: TrialJob): string | undefined {
  try {
    dataset(textClassification(job), job.studySeed);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Measures a saved model on the test part of the job's data, which no trial has seen. Throws a UsageError when there is none. */
export async function testTextClassifier(folder: string, job: TrialJob): Promise<Metrics> {
  const { test } = dataset(textClassification(job), job.studySeed);
  if (test.texts.length === 0) {
    throw new UsageError('Expected test data, got none: raise its share in `split`, or name a `test` file.');
  }
  return await withClassifier(folder, async ({ encoder, labels, model }) => {
    const { accuracy, loss, macroF1 } = await evaluate(model, encodePart(test, encoder, labels), encoder.padding, labels.length);
    return { test_accuracy: accuracy, test_loss: loss, test_macro_f1: macroF1 };
  });
}

/** The `top` most probable labels of each text, by a saved model. */
export async function predictTexts(folder: string, texts: readonly string[], top: number): Promise<Prediction[]> {
  return await withClassifier(folder, async ({ encoder, labels, model }) => {
    const classes = labels.length;
    const logProbabilities = await predictLogProbabilities(model, encodeTexts(texts, encoder.encode), encoder.padding, classes);
    return texts.map((text, i) => {
      const row = logProbabilities.subarray(i * classes, (i + 1) * classes);
      const ranked = labels.map((label, k) => ({ label, probability: Math.exp(row[k] as number) }));
      return { text, labels: ranked.sort((a, b) => b.probability - a.probability).slice(0, top) };
    });
  });
}

async function withClassifier<Result>(folder: string, use: (classifier: TextClassifier) => Promise<Result>): Promise<Result> {
  const classifier = loadTextClassifier(folder);
  try {
    return await use(classifier);
  } finally {
    tf.dispose(variablesOf(classifier.model));
  }
}

function textClassification({ task }: TrialJob): TextClassificationSpec {
  if (task.kind !== 'text-classification') throw new Error(`Expected a text-classification job, got ${task.kind}`);
  return task;
}

function dataset(task: TextClassificationSpec, studySeed: number): TextDataset {
  return datasets.getOrMake(datasetKey(task, studySeed), () => loadTextDataset(task, studySeed));
}

function encodedDataset(task: TextClassificationSpec, studySeed: number, settings: TextHyperparameters): EncodedDataset {
  return encodings.getOrMake(datasetKey(task, studySeed) + encodingKey(settings), () => {
    const { labels, train, validation } = dataset(task, studySeed);
    const encoder = learnTextEncoder(settings, train.texts);
    return { encoder, train: encodePart(train, encoder, labels), validation: encodePart(validation, encoder, labels) };
  });
}

function datasetKey({ data, split }: TextClassificationSpec, studySeed: number): string {
  return JSON.stringify([data, split, studySeed]);
}

function encodePart({ texts, labels }: LabelledTexts, { encode }: TextEncoder, known: readonly string[]): LabelledIds {
  const classOf = new Map(known.map((label, index) => [label, index]));
  return {
    texts: encodeTexts(texts, encode),
    labels: Int32Array.from(labels, (label) => {
      const index = classOf.get(label);
      if (index === undefined) throw new UsageError(`Expected a label that the model knows, got "${label}".`);
      return index;
    }),
  };
}
