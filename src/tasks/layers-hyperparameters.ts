import type { OptionDescriptions } from '../core/option.js';

/** The knobs of every encoder of sequences that has layers. */
export const layersHyperparameters = {
  layers: {
    kind: 'integer',
    minimum: 1,
    maximum: 24,
    default: 1,
    description: 'lstm, gru: recurrent layers, one on the other; transformer: layers of attention and a feed-forward network',
  },
  layer_decay: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 1,
    description:
      "of what has `layers`: each layer's learning rate as a share of that of the layer above, the embeddings' of the lowest " +
      "layer's; 1: all alike (Howard and Ruder 2018, Clark et al. 2020)",
  },
} as const satisfies OptionDescriptions;
