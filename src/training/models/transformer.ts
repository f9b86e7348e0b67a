import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import type { Model } from './model.js';
import { createNorm } from './norm.js';
import { createTransformerLayer, type TransformerSettings } from './transformer-layer.js';

/** Layers over the features of a sequence, which keep their width. */
interface Transformer extends Model {
  /**
   * @param x float32 [batch, time, width]; steps after the `maxLength` that it was made for have the position of the last one
   * @param mask float32 [batch, time]: 0 for padding, 1 for all else
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the model is deterministic
   * @returns float32 [batch, time, width]; what it says of padding is of no account
   */
  apply(x: tf.Tensor3D, mask: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor3D;
}

interface SequenceSize {
  /** Features of a token. */
  readonly width: number;
  /** Positions that are learned. */
  readonly maxLength: number;
}

/** As large as the embeddings to which they are added. */
export const embeddingLimit = 0.25;

/**
 * The encoder of Vaswani et al., "Attention Is All You Need", 2017 (https://arxiv.org/abs/1706.03762), with learned positions and
 * GELU as in BERT, and with the normalisation before each part instead of behind it, so that it trains without a warm-up (Xiong et
 * al., "On Layer Normalization in the Transformer Architecture", 2020, https://arxiv.org/abs/2002.04745).
 */
export function createTransformer(settings: TransformerSettings, { width, maxLength }: SequenceSize, rng: Rng): Transformer {
  const positions = uniformWeight('positions', [maxLength, width], embeddingLimit, rng);
  const layers = Array.from({ length: settings.layers }, (_, i) =>
    createTransformerLayer(`layer-${i + 1}`, settings, width, rng),
  );
  const norm = createNorm('norm', width);
  return {
    weights: [
      ...withLayerRate([positions], 0, settings),
      ...layers.flatMap(({ weights }, i) => withLayerRate(weights, i + 1, settings)),
      ...norm.weights,
    ],
    apply(x, mask, dropoutRng) {
      const [, time] = x.shape;
      const places = Int32Array.from({ length: time }, (_, t) => Math.min(t, maxLength - 1));
      const placed = tf.add(x, tf.gather(positions.variable, tf.tensor1d(places, 'int32'))) as tf.Tensor3D;
      const bottom = dropout(placed, settings.hidden_dropout, dropoutRng);
      return norm.apply(layers.reduce((below, layer) => layer.apply(below, mask, dropoutRng), bottom));
    },
  };
}
