import { createRng } from '../../../math/rng.js';
import { restoreSentenceEncoder, type SentenceEncoder } from '../../data/tagging/sentence-encoder.js';
import { type LabellingHyperparameters, readLabellingHyperparameters } from '../../labelling/labelling-hyperparameters.js';
import { loadWeights, readManifest, readStrings, saveModel } from '../saved-model.js';
import { createTagger, type Tagger } from './index.js';

/** A tagger with everything that it needs to read sentences. */
interface WholeTagger {
  readonly hyperparameters: LabellingHyperparameters;
  readonly encoder: SentenceEncoder;
  /** What the tagger's tags mean. */
  readonly tags: readonly string[];
  readonly tagger: Tagger;
}

const task = 'sequence-labelling';

/** Writes the model with tags.json and vocabulary.json. */
export async function saveTagger(folder: string, { hyperparameters, encoder, tags, tagger }: WholeTagger): Promise<void> {
  const assets = { 'tags.json': tags, 'vocabulary.json': encoder.vocabulary };
  await saveModel(folder, { task, hyperparameters, model: tagger, assets });
}

/** Throws a UsageError where the folder does not hold a whole model. The caller disposes the tagger's variables. */
export function loadTagger(folder: string): WholeTagger {
  const manifest = readManifest(folder, task);
  const hyperparameters = readLabellingHyperparameters(manifest.hyperparameters);
  const tags = readStrings(folder, 'tags.json');
  const encoder = restoreSentenceEncoder(hyperparameters, readStrings(folder, 'vocabulary.json'));
  const tagger = createTagger(hyperparameters, { rows: encoder.rows, tags }, createRng(0));
  loadWeights(folder, manifest, tagger);
  return { hyperparameters, encoder, tags, tagger };
}
