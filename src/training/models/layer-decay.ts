import type { Weight } from '../optimizers/optimizer.js';

interface LayerDecay {
  /** How many there are. */
  readonly layers: number;
  /** A layer's learning rate as a share of that of the layer above. */
  readonly layer_decay: number;
}

/**
 * The weights of a layer, counted from 1 at the bottom, or of what lies under all layers, as layer 0, with their learning rate: lower
 * layers learn more general things and should change less. The top layer, and what lies on it, has the whole rate (Howard and Ruder,
 * "Universal Language Model Fine-tuning for Text Classification", 2018, section 3.2, https://aclanthology.org/P18-1031, for LSTMs;
 * Clark et al., "ELECTRA", 2020, appendix B, https://arxiv.org/abs/2003.10555, for transformers).
 */
export function withLayerRate(weights: readonly Weight[], layer: number, { layers, layer_decay }: LayerDecay): Weight[] {
  return weights.map((weight) => ({ ...weight, rateFactor: layer_decay ** (layers - layer) }));
}
