import type { Rng } from '../../math/rng.js';
import { paddingId } from '../data/vocabulary.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import { tf } from '../tf.js';
import { outputLayer } from './dense.js';
import { lastStates, maximumOverTime, meanOverTime } from './pooling.js';
import { createRecurrentLayers, type RecurrentCell } from './recurrent-layers.js';
import { createSequenceEncoder } from './sequence-encoder.js';
import type { SequenceLayers } from './sequence-layers.js';
import type { ModelSize, TextModel } from './text-model.js';
import { createTransformer } from './transformer.js';

/** What layers say of the tokens of each text, [batch, time, width], as one: [batch, width]. */
type Pool = (features: tf.Tensor3D, mask: tf.Tensor2D) => tf.Tensor2D;

/**
 * Recurrent layers over a text. Reading both ways with the maximum is the sentence encoder that Conneau et al. found the best of
 * seven ("Supervised Learning of Universal Sentence Representations", 2017, https://aclanthology.org/D17-1070).
 */
export function createRecurrentModel(cell: RecurrentCell, settings: TextHyperparameters, size: ModelSize, rng: Rng): TextModel {
  const { units, bidirectional } = settings;
  const pools: Readonly<Record<TextHyperparameters['pooling'], Pool>> = {
    max: maximumOverTime,
    mean: meanOverTime,
    last: (states) => lastStates(states, units, bidirectional),
  };
  return createSequenceModel(settings, size, rng, {
    createLayers: (inputs) => createRecurrentLayers(cell, settings, inputs, rng),
    pool: pools[settings.pooling],
  });
}

/** A transformer over a text, and the mean of what it says of the tokens. */
export function createTransformerModel(settings: TextHyperparameters, size: ModelSize, rng: Rng): TextModel {
  return createSequenceModel(settings, size, rng, {
    createLayers: (width) => createTransformer(settings, width, rng),
    pool: meanOverTime,
  });
}

interface Parts {
  createLayers(inputs: number): SequenceLayers;
  readonly pool: Pool;
}

/** Layers over the embeddings of a text's tokens, pooled over time, dropout, one dense layer. */
function createSequenceModel(
  settings: TextHyperparameters,
  { rows, classes }: ModelSize,
  rng: Rng,
  { createLayers, pool }: Parts,
): TextModel {
  const encoder = createSequenceEncoder(settings, rows, rng, createLayers);
  const output = outputLayer({ inputs: encoder.width, units: classes, dropout: settings.dropout }, rng);
  return {
    weights: [...encoder.weights, ...output.weights],
    logits(ids, dropoutRng) {
      const mask = tf.cast(tf.notEqual(ids, tf.scalar(paddingId, 'int32')), 'float32') as tf.Tensor2D;
      return output.apply(pool(encoder.encode(ids, mask, dropoutRng), mask), dropoutRng);
    },
  };
}
