import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';
import { embeddingLimit, uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import type { Model } from './model.js';
import type { SequenceLayers } from './sequence-layers.js';

/** The part of a model that sees each token of a sequence among the others. */
export interface SequenceEncoder extends Model {
  /** Numbers that it gives a token. */
  readonly width: number;
  /**
   * @param ids int32 [batch, time]
   * @param mask float32 [batch, time]: 0 for padding, 1 for all else
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the encoder is deterministic
   * @returns float32 [batch, time, width]; what it says of padding is of no account
   */
  encode(ids: tf.Tensor2D, mask: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor3D;
}

export interface EncoderSettings {
  readonly embedding_size: number;
  readonly layers: number;
  readonly layer_decay: number;
}

/**
 * Embeddings and layers over them.
 *
 * @param rows of the embedding table: ids are below
 * @param createLayers that take in so many numbers a token
 */
export function createSequenceEncoder(
  settings: EncoderSettings,
  rows: number,
  rng: Rng,
  createLayers: (inputs: number) => SequenceLayers,
): SequenceEncoder {
  const embedding = uniformWeight('embedding', [rows, settings.embedding_size], embeddingLimit, rng);
  const { weights, width, apply } = createLayers(settings.embedding_size);
  return {
    weights: [...withLayerRate([embedding], 0, settings), ...weights],
    width,
    encode: (ids, mask, dropoutRng) => apply(tf.gather(embedding.variable, ids) as tf.Tensor3D, mask, dropoutRng),
  };
}
