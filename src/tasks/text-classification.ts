import type { OptionDescriptions } from '../core/option.js';
import { classificationHyperparameters } from './classification-hyperparameters.js';
import { classificationMetricGoals } from './classification-metrics.js';
import { recurrentHyperparameters } from './recurrent-hyperparameters.js';
import type { TaskDescription } from './task-description.js';
import { textAugmentationHyperparameters } from './text-augmentation-hyperparameters.js';
import { trainingHyperparameters, trainingRules } from './training-hyperparameters.js';
import { transformerHyperparameters } from './transformer-hyperparameters.js';

export const textClassificationHyperparameters = {
  ...trainingHyperparameters,
  ...classificationHyperparameters,
  ...recurrentHyperparameters,
  ...transformerHyperparameters,
  encoder: {
    kind: 'choice',
    choices: ['bag', 'cnn', 'lstm', 'gru', 'transformer'],
    default: 'bag',
    description:
      'bag: hashed word and character n-grams, averaged (fastText); over words or characters: cnn: convolutions (Kim 2014); ' +
      'lstm, gru: recurrent layers; transformer: attention (Vaswani et al. 2017)',
  },
  dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.2,
    description: "rate on the text's representation before the output layer; lstm, gru: between their layers, too",
  },
  embedding_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0,
    description: 'rate at which whole n-grams or tokens are left out',
  },
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
  tokens: {
    kind: 'choice',
    choices: ['words', 'characters', 'bpe'],
    default: 'words',
    description: 'all but bag: what a position is; bpe: parts of words, learned from the training data (Sennrich et al. 2016)',
  },
  vocabulary_size: {
    kind: 'integer',
    minimum: 2,
    maximum: 1000000,
    default: 2000,
    description: 'bpe: the most tokens that are learned, single characters among them',
  },
  filters: { kind: 'integer', minimum: 1, maximum: 2048, default: 64, description: 'cnn: feature maps of each filter size' },
  filter_sizes: { kind: 'integers', default: '3,4,5', description: 'cnn: widths of the filters, as text' },
  max_length: {
    kind: 'integer',
    minimum: 1,
    maximum: 4096,
    default: 64,
    description: 'words (bag) or tokens (all others) that are kept of a text',
  },
  min_count: {
    kind: 'integer',
    minimum: 1,
    default: 1,
    description: 'all but bag: tokens rarer than this in the training data are unknown',
  },
  pooling: {
    kind: 'choice',
    choices: ['max', 'mean', 'last'],
    default: 'max',
    description: 'lstm, gru: what is taken of the states at all tokens; last: of each direction, the one that has read all',
  },
  ...textAugmentationHyperparameters,
} as const satisfies OptionDescriptions;

export const textClassification: TaskDescription = {
  description: 'the label of a text',
  inputs: 'texts',
  hyperparameters: textClassificationHyperparameters,
  rules: [
    ...trainingRules,
    {
      source: "encoder != 'bag' || word_ngrams > 0 || char_ngrams > 0",
      expectation: '`word_ngrams` or `char_ngrams` to be above 0 for the encoder bag, which is made of them',
    },
  ],
  metrics: classificationMetricGoals,
};
