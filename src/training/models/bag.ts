import type { Rng } from '../../math/rng.js';
import { embeddingBag } from '../kernels/embedding-bag.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import type { tf } from '../tf.js';
import { outputLayer } from './dense.js';
import { uniformWeight } from './initializers.js';
import type { ModelSize, TextModel } from './text-model.js';

/** fastText's classifier: the mean of a text's n-gram embeddings, dropout, one dense layer (Joulin et al. 2017). */
export function createBagModel(settings: TextHyperparameters, { rows, classes }: ModelSize, rng: Rng): TextModel {
  const width = settings.embedding_size;
  const embedding = uniformWeight('embedding', [rows, width], 1 / width, rng);
  const output = outputLayer({ inputs: width, units: classes, dropout: settings.dropout }, rng);
  return {
    weights: [embedding, ...output.weights],
    // The mean of each text: [batch, width].
    logits: (ids, dropoutRng) => output.apply(embeddingBag(embedding.variable as tf.Tensor2D, ids), dropoutRng),
  };
}
