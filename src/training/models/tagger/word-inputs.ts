import type { Rng } from '../../../math/rng.js';
import type { SentenceBatch } from '../../data/tagging/encoded-sentences.js';
import { embeddingBag } from '../../kernels/embedding-bag.js';
import type { LabellingHyperparameters } from '../../labelling/labelling-hyperparameters.js';
import type { Weight } from '../../optimizers/optimizer.js';
import { tf } from '../../tf.js';
import { dropoutOverTime } from '../dropout.js';
import { uniformWeight } from '../initializers.js';

/** What is known of words before their sentence is looked at. */
export interface WordInputs {
  readonly weights: readonly Weight[];
  /** Features of a word that come out. */
  readonly width: number;
  /** float32 [batch, time, width] */
  embed(batch: SentenceBatch, dropoutRng?: Rng): tf.Tensor3D;
}

/** An embedding of each word of the vocabulary; beside it, where wanted, the mean of the embeddings of the word's affixes and shape. */
export function createWordInputs(hyperparameters: LabellingHyperparameters, rows: number, rng: Rng): WordInputs {
  const { embedding_size, characters, character_size, buckets, embedding_dropout } = hyperparameters;
  const words = embeddingWeight('words', rows, embedding_size, rng);
  const affixes = characters === 'affixes' ? embeddingWeight('affixes', buckets, character_size, rng) : undefined;
  return {
    weights: affixes === undefined ? [words] : [words, affixes],
    width: embedding_size + (affixes === undefined ? 0 : character_size),
    embed(batch, dropoutRng) {
      const { size, length } = batch;
      const embedded = [tf.gather(words.variable, tf.tensor2d(batch.words, [size, length], 'int32')) as tf.Tensor3D];
      if (affixes !== undefined) {
        const ids = tf.tensor2d(batch.features, [size * length, batch.features.length / (size * length)], 'int32');
        const means = embeddingBag(affixes.variable as tf.Tensor2D, ids);
        embedded.push(tf.reshape(means, [size, length, character_size]));
      }
      return dropoutOverTime(tf.concat3d(embedded, 2), embedding_dropout, dropoutRng);
    },
  };
}

/** Of variance 1 / (3 width): so that the sum of squares of an embedding does not depend on its width. */
function embeddingWeight(name: string, rows: number, width: number, rng: Rng): Weight {
  return uniformWeight(`embedding/${name}`, [rows, width], 1 / Math.sqrt(width), rng);
}
