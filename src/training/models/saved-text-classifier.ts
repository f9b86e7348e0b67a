import { createRng } from '../../math/rng.js';
import { restoreTextEncoder, type TextEncoder } from '../data/text-encoder.js';
import { readTextHyperparameters, type TextHyperparameters } from '../text-hyperparameters.js';
import { createModel } from './index.js';
import { loadWeights, readManifest, readStrings, saveModel } from './saved-model.js';
import type { TextModel } from './text-model.js';

/** A classifier with everything that it needs to read texts. */
interface TextClassifier {
  readonly hyperparameters: TextHyperparameters;
  readonly encoder: TextEncoder;
  /** Label i is class i. */
  readonly labels: readonly string[];
  readonly model: TextModel;
}

const task = 'text-classification';

/** Writes the model with labels.json and, where the encoder learned one, vocabulary.json. */
export async function saveTextClassifier(
  folder: string,
  { hyperparameters, encoder, labels, model }: TextClassifier,
): Promise<void> {
  const vocabulary = encoder.vocabulary !== undefined && { 'vocabulary.json': encoder.vocabulary };
  await saveModel(folder, { task, hyperparameters, model, assets: { 'labels.json': labels, ...vocabulary } });
}

/** Throws a UsageError where the folder does not hold a whole model. The caller disposes the model's variables. */
export function loadTextClassifier(folder: string): TextClassifier {
  const manifest = readManifest(folder, task);
  const hyperparameters = readTextHyperparameters(manifest.hyperparameters);
  const labels = readStrings(folder, 'labels.json');
  const vocabulary = hyperparameters.encoder === 'bag' ? undefined : readStrings(folder, 'vocabulary.json');
  const encoder = restoreTextEncoder(hyperparameters, vocabulary);
  const model = createModel(hyperparameters, { rows: encoder.rows, classes: labels.length }, createRng(0));
  loadWeights(folder, manifest, model);
  return { hyperparameters, encoder, labels, model };
}
