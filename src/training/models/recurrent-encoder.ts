import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';
import { uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import { createRecurrentLayers, type RecurrentCell, type RecurrentSettings } from './recurrent-layers.js';
import type { SequenceEncoder } from './sequence-encoder.js';

interface EncoderSettings extends RecurrentSettings {
  readonly embedding_size: number;
}

const embeddingLimit = 0.25;

/**
 * Embeddings and recurrent layers over them.
 *
 * @param rows of the embedding table: ids are below
 */
export function createRecurrentEncoder(cell: RecurrentCell, settings: EncoderSettings, rows: number, rng: Rng): SequenceEncoder {
  const embedding = uniformWeight('embedding', [rows, settings.embedding_size], embeddingLimit, rng);
  const { weights, width, apply } = createRecurrentLayers(cell, settings, settings.embedding_size, rng);
  return {
    weights: [...withLayerRate([embedding], 0, settings), ...weights],
    width,
    encode: (ids, mask, dropoutRng) => apply(tf.gather(embedding.variable, ids) as tf.Tensor3D, mask, dropoutRng),
  };
}
