import type { OptionDescriptions } from '../core/option.js';
import { layersHyperparameters } from './layers-hyperparameters.js';

/** The knobs of transformer encoders, for every task that reads sequences. */
export const transformerHyperparameters = {
  ...layersHyperparameters,
  heads: {
    kind: 'integer',
    minimum: 1,
    maximum: 64,
    default: 4,
    description:
      "transformer: attention heads, which share the width among them; where it does not divide, the heads' is rounded up",
  },
  feed_forward: {
    kind: 'integer',
    minimum: 1,
    maximum: 16,
    default: 4,
    description: 'transformer: how many times as wide as the embeddings the feed-forward networks are',
  },
  attention_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0,
    description: "transformer: rate on the attention's weights",
  },
  hidden_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.1,
    description: 'transformer: rate on the embeddings and on what each part of a layer adds (Vaswani et al. 2017)',
  },
} as const satisfies OptionDescriptions;
