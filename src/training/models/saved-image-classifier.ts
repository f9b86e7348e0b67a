import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { createRng } from '../../math/rng.js';
import type { ImageShape } from '../data/images.js';
import type { Normalisation } from '../data/normalisation.js';
import { type ImageHyperparameters, readImageHyperparameters } from '../image-hyperparameters.js';
import type { ImageModel } from './image-model.js';
import { createImageModel } from './image-models.js';
import { loadWeights, readJson, readManifest, readStrings, saveModel } from './saved-model.js';

/** A classifier with everything that it needs to look at images. */
interface ImageClassifier {
  readonly hyperparameters: ImageHyperparameters;
  readonly shape: ImageShape;
  readonly normalisation: Normalisation;
  /** Label i is class i. */
  readonly labels: readonly string[];
  readonly model: ImageModel;
}

const task = 'image-classification';
const inputFile = 'images.json';

/** Writes the model with labels.json and images.json. */
export async function saveImageClassifier(folder: string, classifier: ImageClassifier): Promise<void> {
  const { hyperparameters, shape, normalisation, labels, model } = classifier;
  const assets = { 'labels.json': labels, [inputFile]: { ...shape, ...normalisation } };
  await saveModel(folder, { task, hyperparameters, model, assets });
}

/** Throws a UsageError where the folder does not hold a whole model. The caller disposes the model's variables. */
export function loadImageClassifier(folder: string): ImageClassifier {
  const manifest = readManifest(folder, task);
  const hyperparameters = readImageHyperparameters(manifest.hyperparameters);
  const labels = readStrings(folder, 'labels.json');
  const { shape, normalisation } = readInput(folder);
  const model = createImageModel(hyperparameters, shape, labels.length, createRng(0));
  loadWeights(folder, manifest, model);
  return { hyperparameters, shape, normalisation, labels, model };
}

function readInput(folder: string): { readonly shape: ImageShape; readonly normalisation: Normalisation } {
  const value = (readJson(folder, inputFile) ?? {}) as Partial<ImageShape & Normalisation>;
  const { height, width, channels, mean, deviation } = value;
  const isWhole = (extent: unknown): extent is number => Number.isSafeInteger(extent) && (extent as number) > 0;
  const isOfChannels = (list: unknown): list is number[] =>
    Array.isArray(list) && list.length === channels && list.every((item) => typeof item === 'number');
  if (isWhole(height) && isWhole(width) && (channels === 1 || channels === 3) && isOfChannels(mean) && isOfChannels(deviation)) {
    return { shape: { height, width, channels }, normalisation: { mean, deviation } };
  }
  throw new UsageError(`Expected height, width, channels, mean and deviation of images (${join(folder, inputFile)}).`);
}
