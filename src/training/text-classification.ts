import { UsageError } from '../core/errors.js';
import type { TrialJob } from '../core/executor.js';
import type { TextClassificationSpec } from '../core/task-spec.js';
import { createRng, deriveSeed, type Rng } from '../math/rng.js';
import { oneHotTargets, rankedLabels } from './classification/classes.js';
import { classificationMetrics } from './classification/classification-metrics.js';
import { predictLogProbabilities } from './classification/log-probabilities.js';
import { evaluationBatch } from './collect-outputs.js';
import { type IdDropout, type Padding, padBatch, sortedBatches } from './data/batches.js';
import { classesOf } from './data/classes-of.js';
import { type EncodedTexts, encodeTexts } from './data/encoded-texts.js';
import type { LabelledTexts } from './data/labelled-texts.js';
import { type AugmentationSources, createTextAugmenter } from './data/text-augmentation/augmenter.js';
import { augmentationSources } from './data/text-augmentation/sources.js';
import { textDataset, textDatasetKey } from './data/text-dataset.js';
import { encodingKey, learnTextEncoder, paddingOf, restoreTextEncoder, type TextEncoder } from './data/text-encoder.js';
import { augmentedExamples, plainExamples, type TrainingExamples } from './data/training-examples.js';
import type { Vocabulary } from './data/vocabulary.js';
import { createLoss } from './losses/index.js';
import { countConfusion } from './metrics/confusion.js';
import { mostProbable } from './metrics/most-probable.js';
import { createModel } from './models/index.js';
import { variablesOf } from './models/model.js';
import { loadTextClassifier, saveTextClassifier } from './models/saved-text-classifier.js';
import type { TextModel } from './models/text-model.js';
import type { SharedData } from './shared-data.js';
import type { Learner, SavedModel, TrainingTask } from './task.js';
import { readTextHyperparameters, type TextHyperparameters } from './text-hyperparameters.js';
import { tf } from './tf.js';

/** Texts as ids with the class of each. */
interface LabelledIds {
  readonly texts: EncodedTexts;
  /** [texts], from 0 */
  readonly labels: Int32Array;
}

/** A data set as one encoder sees it. */
interface EncodedDataset {
  /** What the encoder learned. */
  readonly vocabulary?: Vocabulary;
  readonly labels: readonly string[];
  readonly train: LabelledIds;
  readonly validation: LabelledIds;
}

export const textClassification: TrainingTask<TextClassificationSpec> = {
  async loadData(spec, studySeed, data, cache) {
    await sourcesOf(spec, studySeed, data, cache);
  },
  createLearner,
  loadModel,
};

async function createLearner(job: TrialJob, spec: TextClassificationSpec, data: SharedData): Promise<Learner> {
  const hyperparameters = readTextHyperparameters(job.params);
  const { vocabulary, labels, train, validation } = await encodedDataset(spec, job.studySeed, hyperparameters, data);
  const encoder = restoreTextEncoder(hyperparameters, vocabulary);
  const classes = labels.length;
  const examples = await trainingExamples(job, spec, train.texts, encoder, data);
  const loss = await createLoss(
    hyperparameters,
    { labels: train.labels, names: labels, weights: spec.classWeights },
    { urls: spec.ownLosses, params: job.params },
  );
  const padding = paddingOf(hyperparameters);
  const rng = createRng(deriveSeed(job.seed, job.trialNumber, 'weights'));
  const model = createModel(hyperparameters, { rows: encoder.rows, classes }, rng);
  return {
    hyperparameters,
    model,
    exampleCount: examples.count,
    batches: examples.batches,
    loss(indices, { dropout, augmentation }) {
      const { encoded, rows } = examples.batch(indices, augmentation);
      const ids = idsOf(encoded, rows, padding, idDropout(hyperparameters, encoder, dropout));
      return loss(model.logits(ids, dropout), oneHotTargets(train.labels, indices.map(examples.originalOf), classes));
    },
    async evaluate() {
      const logProbabilities = await logProbabilitiesOf(model, validation.texts, padding, classes);
      return classificationMetrics('val', logProbabilities, validation.labels, classes);
    },
    save: (folder) => saveTextClassifier(folder, { hyperparameters, encoder, labels, model }),
  };
}

function loadModel(folder: string): SavedModel<TextClassificationSpec> {
  const { hyperparameters, encoder, labels, model } = loadTextClassifier(folder);
  const classes = labels.length;
  const padding = paddingOf(hyperparameters);
  return {
    async test(spec, studySeed, data) {
      const { test } = await textDataset(spec, studySeed, data);
      if (test.texts.length === 0) {
        throw new UsageError('Expected test data, got none: raise its share in `split`, or name a `test` file.');
      }
      const { texts, labels: truth } = encodePart(test, encoder, labels);
      return classificationMetrics('test', await logProbabilitiesOf(model, texts, padding, classes), truth, classes);
    },
    async confusions(spec, studySeed, data) {
      const { validation, test } = await textDataset(spec, studySeed, data);
      const count = async (part: LabelledTexts) => {
        const { texts, labels: truth } = encodePart(part, encoder, labels);
        return countConfusion(labels, mostProbable(await logProbabilitiesOf(model, texts, padding, classes), classes), truth);
      };
      return { validation: await count(validation), ...(test.texts.length > 0 && { test: await count(test) }) };
    },
    async predict(texts, top) {
      const logProbabilities = await logProbabilitiesOf(model, encodeTexts(texts, encoder.encode), padding, classes);
      return rankedLabels(texts, logProbabilities, labels, top);
    },
    dispose: () => tf.dispose(variablesOf(model)),
  };
}

/** [texts, classes] */
function logProbabilitiesOf(model: TextModel, texts: EncodedTexts, padding: Padding, classes: number): Promise<Float32Array> {
  return predictLogProbabilities(sortedBatches(texts, evaluationBatch), classes, (indices) =>
    model.logits(idsOf(texts, indices, padding)),
  );
}

/** int32 [batch, length] */
function idsOf(texts: EncodedTexts, indices: readonly number[], padding: Padding, dropout?: IdDropout): tf.Tensor2D {
  const { ids, size, length } = padBatch(texts, indices, padding, dropout);
  return tf.tensor2d(ids, [size, length], 'int32');
}

function idDropout({ embedding_dropout: rate }: TextHyperparameters, { dropped }: TextEncoder, rng: Rng): IdDropout | undefined {
  return rate === 0 ? undefined : { rate, replacement: dropped, rng };
}

/** The training texts as the trial's parameters vary them. */
async function trainingExamples(
  { params, studySeed, cacheFolder }: TrialJob,
  spec: TextClassificationSpec,
  encoded: EncodedTexts,
  { encode }: TextEncoder,
  data: SharedData,
): Promise<TrainingExamples<EncodedTexts>> {
  const hyperparameters = readTextHyperparameters(params);
  const augment = createTextAugmenter(hyperparameters, await sourcesOf(spec, studySeed, data, cacheFolder));
  if (augment === undefined) return plainExamples(encoded, encoded);
  const { train } = await textDataset(spec, studySeed, data);
  return augmentedExamples(train.texts, encoded, {
    augment,
    copies: hyperparameters.augmented_copies,
    encode: (texts) => encodeTexts(texts, encode),
  });
}

async function sourcesOf(
  spec: TextClassificationSpec,
  studySeed: number,
  data: SharedData,
  cache: string | undefined,
): Promise<AugmentationSources> {
  const { train } = await textDataset(spec, studySeed, data);
  return await augmentationSources(spec.augmentation ?? {}, train.texts, textDatasetKey(spec, studySeed), cache);
}

async function encodedDataset(
  spec: TextClassificationSpec,
  studySeed: number,
  hyperparameters: TextHyperparameters,
  data: SharedData,
): Promise<EncodedDataset> {
  const { labels, train, validation } = await textDataset(spec, studySeed, data);
  return await data.getOrMake(textDatasetKey(spec, studySeed) + encodingKey(hyperparameters), () => {
    const encoder = learnTextEncoder(hyperparameters, train.texts);
    return {
      ...(encoder.vocabulary !== undefined && { vocabulary: encoder.vocabulary }),
      labels,
      train: encodePart(train, encoder, labels),
      validation: encodePart(validation, encoder, labels),
    };
  });
}

function encodePart({ texts, labels }: LabelledTexts, { encode }: TextEncoder, known: readonly string[]): LabelledIds {
  return { texts: encodeTexts(texts, encode), labels: classesOf(labels, known) };
}
