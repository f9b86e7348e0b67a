import type { Rng } from '../../math/rng.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { embeddingLimit, uniformWeight } from './initializers.js';
import { withLayerRate } from './layer-decay.js';
import { createNorm } from './norm.js';
import type { SequenceLayers } from './sequence-layers.js';
import { createTransformerLayer, type TransformerSettings } from './transformer-layer.js';

interface Settings extends TransformerSettings {
  /** Positions that are learned. */
  readonly max_length: number;
}

/**
 * The encoder of Vaswani et al., "Attention Is All You Need", 2017 (https://arxiv.org/abs/1706.03762), with learned positions and
 * GELU as in BERT, and with the normalisation before each part instead of behind it, so that it trains without a warm-up (Xiong et
 * al., "On Layer Normalization in the Transformer Architecture", 2020, https://arxiv.org/abs/2002.04745). Its layers keep the width
 * of what they are given; steps after the last position that is learned have that one.
 */
export function createTransformer(settings: Settings, width: number, rng: Rng): SequenceLayers {
  const { max_length: maxLength } = settings;
  // As large as the embeddings to which they are added.
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
    width,
    apply(x, mask, dropoutRng) {
      const [, time] = x.shape;
      const places = Int32Array.from({ length: time }, (_, t) => Math.min(t, maxLength - 1));
      const placed = tf.add(x, tf.gather(positions.variable, tf.tensor1d(places, 'int32'))) as tf.Tensor3D;
      const bottom = dropout(placed, settings.hidden_dropout, dropoutRng);
      return norm.apply(layers.reduce((below, layer) => layer.apply(below, mask, dropoutRng), bottom));
    },
  };
}
