import type { Rng } from '../../math/rng.js';
import { dense } from '../kernels/dense.js';
import { embeddingBag } from '../kernels/embedding-bag.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import type { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { glorotWeight, uniformWeight, zeroBias } from './initializers.js';
import type { ModelSize, TextModel } from './text-model.js';

/** fastText's classifier: the mean of a text's n-gram embeddings, dropout, one dense layer (Joulin et al. 2017). */
export function createBagModel(settings: TextHyperparameters, { rows, classes }: ModelSize, rng: Rng): TextModel {
  const width = settings.embedding_size;
  const embedding = uniformWeight('embedding', [rows, width], 1 / width, rng);
  const kernel = glorotWeight('output/kernel', [width, classes], width, classes, rng);
  const bias = zeroBias('output/bias', classes);
  return {
    weights: [embedding, kernel, bias],
    logits(ids, dropoutRng) {
      const means = embeddingBag(embedding.variable as tf.Tensor2D, ids); // [batch, width]
      const features = dropout(means, settings.dropout, dropoutRng);
      return dense(features, kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D);
    },
  };
}
