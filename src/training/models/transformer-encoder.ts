import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';
import { uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import type { SequenceEncoder } from './sequence-encoder.js';
import { createTransformer, embeddingLimit } from './transformer.js';
import type { TransformerSettings } from './transformer-layer.js';

interface EncoderSettings extends TransformerSettings {
  /** Also the width of the layers. */
  readonly embedding_size: number;
  readonly max_length: number;
}

/**
 * Embeddings and a transformer over them.
 *
 * @param rows of the embedding table: ids are below
 */
export function createTransformerEncoder(settings: EncoderSettings, rows: number, rng: Rng): SequenceEncoder {
  const { embedding_size: width, max_length: maxLength } = settings;
  const embedding = uniformWeight('embedding', [rows, width], embeddingLimit, rng);
  const transformer = createTransformer(settings, { width, maxLength }, rng);
  return {
    weights: [...withLayerRate([embedding], 0, settings), ...transformer.weights],
    width,
    encode: (ids, mask, dropoutRng) => transformer.apply(tf.gather(embedding.variable, ids) as tf.Tensor3D, mask, dropoutRng),
  };
}
