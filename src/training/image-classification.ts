import { UsageError } from '../core/errors.js';
import type { TrialJob } from '../core/executor.js';
import type { ImageClassificationSpec } from '../core/task-spec.js';
import { readImageFile } from '../data-files/image-file.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { oneHotTargets, rankedLabels } from './classification/classes.js';
import { classificationMetrics } from './classification/classification-metrics.js';
import { predictLogProbabilities } from './classification/log-probabilities.js';
import { evaluationBatch } from './collect-outputs.js';
import { imageBatch } from './data/image-batch.js';
import { type ClassifiedImages, type ImageDataset, imageDataset } from './data/image-dataset.js';
import { type ImageShape, type Images, toImages } from './data/images.js';
import { indexBatches, shuffledIndexBatches } from './data/index-batches.js';
import { type Normalisation, normalisedBytes } from './data/normalisation.js';
import { readImageHyperparameters } from './image-hyperparameters.js';
import { createLoss } from './losses/index.js';
import { countConfusion } from './metrics/confusion.js';
import { mostProbable } from './metrics/most-probable.js';
import type { ImageModel } from './models/image-model.js';
import { createImageModel } from './models/image-models.js';
import { variablesOf } from './models/model.js';
import { loadImageClassifier, saveImageClassifier } from './models/saved-image-classifier.js';
import type { SharedData } from './shared-data.js';
import type { Learner, SavedModel, TrainingTask } from './task.js';
import { tf } from './tf.js';

/** Of the images of a batch in evaluation, all together: 512 of MNIST's. */
const evaluationPixels = 512 * 28 * 28;

export const imageClassification: TrainingTask<ImageClassificationSpec> = {
  async loadData(spec, studySeed, data) {
    await imageDataset(spec, studySeed, data);
  },
  createLearner,
  loadModel,
};

async function createLearner(job: TrialJob, spec: ImageClassificationSpec, data: SharedData): Promise<Learner> {
  const hyperparameters = readImageHyperparameters(job.params);
  const { labels, shape, normalisation, train, validation } = await imageDataset(spec, job.studySeed, data);
  const classes = labels.length;
  const loss = await createLoss(
    hyperparameters,
    { labels: train.classes, names: labels, weights: spec.classWeights },
    { urls: spec.ownLosses, params: job.params },
  );
  const model = createImageModel(hyperparameters, shape, classes, createRng(deriveSeed(job.seed, job.trialNumber, 'weights')));
  const normalised = normalisedBytes(normalisation);
  const { shift, flip, cutout } = hyperparameters;
  const isAugmented = shift > 0 || flip > 0 || cutout > 0;
  return {
    hyperparameters,
    model,
    exampleCount: train.images.count,
    batches: (size, rng) => shuffledIndexBatches(train.images.count, size, rng),
    loss(indices, { dropout, augmentation: rng }) {
      const pixels = imageBatch(train.images, indices, normalised, isAugmented ? { shift, flip, cutout, rng } : undefined);
      const logits = model.logits(imageTensor(pixels, indices.length, shape), dropout);
      return loss(logits, oneHotTargets(train.classes, indices, classes));
    },
    async evaluate() {
      const logProbabilities = await logProbabilitiesOf(model, validation.images, normalisation, classes);
      return classificationMetrics('val', logProbabilities, validation.classes, classes);
    },
    save: (folder) => saveImageClassifier(folder, { hyperparameters, shape, normalisation, labels, model }),
  };
}

function loadModel(folder: string): SavedModel<ImageClassificationSpec> {
  const { shape, normalisation, labels, model } = loadImageClassifier(folder);
  const classes = labels.length;
  const logProbabilities = (images: Images) => logProbabilitiesOf(model, images, normalisation, classes);
  return {
    async test(spec, studySeed, data) {
      const known = await imageDataset(spec, studySeed, data);
      checkSameData(known, shape, labels);
      const { images, classes: truth } = known.test;
      if (images.count === 0) {
        throw new UsageError('Expected test data, got none: raise its share in `split`, or name `test` images.');
      }
      return classificationMetrics('test', await logProbabilities(images), truth, classes);
    },
    async confusions(spec, studySeed, data) {
      const known = await imageDataset(spec, studySeed, data);
      checkSameData(known, shape, labels);
      const count = async ({ images, classes: truth }: ClassifiedImages) =>
        countConfusion(labels, mostProbable(await logProbabilities(images), classes), truth);
      const { validation, test } = known;
      return { validation: await count(validation), ...(test.images.count > 0 && { test: await count(test) }) };
    },
    async predict(paths, top) {
      return rankedLabels(paths, await logProbabilities(toImages(paths.map(readImageFile), shape)), labels, top);
    },
    dispose: () => tf.dispose(variablesOf(model)),
  };
}

/** [images, classes] */
function logProbabilitiesOf(
  model: ImageModel,
  images: Images,
  normalisation: Normalisation,
  classes: number,
): Promise<Float32Array> {
  const normalised = normalisedBytes(normalisation);
  return predictLogProbabilities(indexBatches(images.count, batchSizeFor(images)), classes, (indices) =>
    model.logits(imageTensor(imageBatch(images, indices, normalised), indices.length, images)),
  );
}

/** Large images are evaluated fewer at a time, so that what a layer makes of them fits into any device's memory. */
function batchSizeFor({ height, width }: ImageShape): number {
  return Math.min(evaluationBatch, Math.max(1, Math.floor(evaluationPixels / (height * width))));
}

/** float32 [count, height, width, channels] */
function imageTensor(pixels: Float32Array, count: number, { height, width, channels }: ImageShape): tf.Tensor4D {
  return tf.tensor4d(pixels, [count, height, width, channels]);
}

/** Files may have changed since the model was trained on them. */
function checkSameData(data: ImageDataset, shape: ImageShape, labels: readonly string[]): void {
  const describe = ({ height, width, channels }: ImageShape, known: readonly string[]) =>
    `images of ${height} x ${width} x ${channels} labelled ${known.join(', ')}`;
  const [expected, got] = [describe(shape, labels), describe(data.shape, data.labels)];
  if (got !== expected) throw new UsageError(`Expected the data that the model was trained on, ${expected}; got ${got}.`);
}
