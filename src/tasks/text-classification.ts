import type { OptionDescriptions } from '../core/option.js';

/**
 * Every knob of the text-classification task, searchable or fixed with `value`. A sweep file may name only these; what it
 * leaves out takes the default.
 */
export const textClassificationHyperparameters = {
  encoder: {
    kind: 'choice',
    choices: ['bag', 'cnn'],
    default: 'bag',
    description:
      'bag: hashed word and character n-grams, averaged (fastText); cnn: convolutions over words or characters (Kim 2014)',
  },
  learning_rate: {
    kind: 'number',
    minimum: 0,
    exclusive: true,
    default: 0.005,
    description: 'peak learning rate, after the warm-up',
  },
  batch_size: { kind: 'integer', minimum: 1, maximum: 65536, default: 64, description: 'examples a step' },
  epochs: {
    kind: 'integer',
    minimum: 1,
    default: 20,
    description: "most passes over the training data; not above the task's own `epochs`",
  },
  optimizer: {
    kind: 'choice',
    choices: ['sgd', 'momentum', 'adam', 'adamw'],
    default: 'adamw',
    description: 'adamw: decoupled weight decay (Loshchilov and Hutter 2019)',
  },
  momentum: { kind: 'number', minimum: 0, maximum: 1, default: 0.9, description: 'of the momentum optimizer' },
  beta2: { kind: 'number', minimum: 0, maximum: 0.999999, default: 0.999, description: 'second-moment decay of adam and adamw' },
  weight_decay: {
    kind: 'number',
    minimum: 0,
    default: 0,
    description: 'decoupled for adamw, an L2 term in the gradient for the others',
  },
  warmup: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'share of all steps in which the rate rises linearly from 0',
  },
  decay: {
    kind: 'choice',
    choices: ['constant', 'linear', 'cosine', 'polynomial'],
    default: 'linear',
    description: 'shape of the rate after the warm-up',
  },
  decay_power: { kind: 'number', minimum: 0, exclusive: true, default: 2, description: 'exponent of the polynomial decay' },
  clip_norm: {
    kind: 'number',
    minimum: 0,
    default: 0,
    description: 'gradients are scaled down to this global norm; 0: not at all',
  },
  dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.2,
    description: "rate on the text's representation, before the output layer",
  },
  embedding_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0,
    description: 'rate at which whole n-grams or tokens are left out',
  },
  loss: {
    kind: 'choice',
    choices: ['cross-entropy', 'label-smoothing', 'focal', 'mse'],
    default: 'cross-entropy',
    description: 'what training minimises',
  },
  smoothing: { kind: 'number', minimum: 0, maximum: 0.9, default: 0.1, description: 'of the label-smoothing loss' },
  focal_gamma: { kind: 'number', minimum: 0, maximum: 10, default: 2, description: 'of the focal loss (Lin et al. 2017)' },
  lowercase: {
    kind: 'boolean',
    default: true,
    description: 'texts in lower case; false: capitals are a feature',
  },
  embedding_size: { kind: 'integer', minimum: 1, maximum: 1024, default: 64, description: 'width of the embeddings' },
  word_ngrams: { kind: 'integer', minimum: 0, maximum: 5, default: 2, description: 'bag: longest word n-gram; 0: no words' },
  char_ngrams: {
    kind: 'integer',
    minimum: 0,
    maximum: 8,
    default: 4,
    description: 'bag: longest character n-gram, from 1; 0: none',
  },
  buckets: {
    kind: 'integer',
    minimum: 64,
    maximum: 4194304,
    default: 32768,
    description: 'bag: rows that n-grams are hashed into',
  },
  tokens: { kind: 'choice', choices: ['words', 'characters'], default: 'words', description: 'cnn: what a position is' },
  filters: { kind: 'integer', minimum: 1, maximum: 2048, default: 64, description: 'cnn: feature maps of each filter size' },
  filter_sizes: { kind: 'integers', default: '3,4,5', description: 'cnn: widths of the filters, as text' },
  max_length: {
    kind: 'integer',
    minimum: 1,
    maximum: 4096,
    default: 64,
    description: 'words (bag) or tokens (cnn) that are kept of a text',
  },
  min_count: {
    kind: 'integer',
    minimum: 1,
    default: 1,
    description: 'cnn: tokens rarer than this in the training data are unknown',
  },
  patience: {
    kind: 'integer',
    minimum: 0,
    default: 3,
    description: 'epochs without improvement before the trial ends; 0: never',
  },
  min_delta: { kind: 'number', minimum: 0, default: 0.0005, description: 'what counts as an improvement of the objective' },
} as const satisfies OptionDescriptions;

/** What the task reports after each epoch and in the end. */
export const textClassificationMetrics = ['val_accuracy', 'val_loss', 'val_macro_f1', 'train_loss'] as const;
