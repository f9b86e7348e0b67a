import type { OptionDescriptions } from '../core/option.js';

/** Of every encoder of sequences that has layers. */
export const layersHyperparameter = {
  layers: {
    kind: 'integer',
    minimum: 1,
    maximum: 24,
    default: 1,
    description: 'lstm, gru: recurrent layers, one on the other; transformer: layers of attention and a feed-forward network',
  },
} as const satisfies OptionDescriptions;
