import type { OptionDescriptions } from '../core/option.js';
import { layersHyperparameters } from './layers-hyperparameters.js';
import { recurrentHyperparameters } from './recurrent-hyperparameters.js';
import type { TaskDescription } from './task-description.js';
import { textAugmentationHyperparameters } from './text-augmentation-hyperparameters.js';
import { trainingHyperparameters, trainingRules } from './training-hyperparameters.js';
import { transformerHyperparameters } from './transformer-hyperparameters.js';

export const sequenceLabellingHyperparameters = {
  ...trainingHyperparameters,
  batch_size: { ...trainingHyperparameters.batch_size, default: 32, description: 'sentences in memory at a time' },
  encoder: {
    kind: 'choice',
    choices: ['lstm', 'gru', 'cnn', 'transformer'],
    default: 'lstm',
    description:
      'lstm, gru: recurrent layers (Huang et al. 2015); cnn: convolutions over the words (Collobert et al. 2011); ' +
      'transformer: attention (Vaswani et al. 2017)',
  },
  output: {
    kind: 'choice',
    choices: ['crf', 'softmax'],
    default: 'crf',
    description:
      'crf: a conditional random field, whose tags follow each other as BIO allows (Lafferty et al. 2001); softmax: each tag for itself',
  },
  embedding_size: { kind: 'integer', minimum: 1, maximum: 1024, default: 100, description: "width of the words' embeddings" },
  lowercase: { kind: 'boolean', default: true, description: 'words in lower case; their features keep capitals in any case' },
  min_count: {
    kind: 'integer',
    minimum: 1,
    default: 1,
    description: 'words rarer than this in the training data are unknown',
  },
  word_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.05,
    description: 'rate at which words are taken for unknown ones in training, so that those are learned, too',
  },
  characters: {
    kind: 'choice',
    choices: ['affixes', 'none'],
    default: 'affixes',
    description: 'affixes: embeddings of beginnings, ends and the shape of words, which tell of rare ones; none: words alone',
  },
  character_size: { kind: 'integer', minimum: 1, maximum: 512, default: 50, description: 'width of what the characters give' },
  buckets: {
    kind: 'integer',
    minimum: 64,
    maximum: 1048576,
    default: 8192,
    description: 'affixes: rows that they are hashed into',
  },
  ...recurrentHyperparameters,
  ...transformerHyperparameters,
  units: { ...recurrentHyperparameters.units, default: 100 },
  layers: { ...layersHyperparameters.layers, description: 'of the encoder, one on the other' },
  max_length: {
    kind: 'integer',
    minimum: 1,
    maximum: 4096,
    default: 64,
    description: 'transformer: positions that are learned; words after them have that of the last',
  },
  filters: { kind: 'integer', minimum: 1, maximum: 2048, default: 128, description: 'cnn: feature maps of a layer' },
  filter_size: { kind: 'integer', minimum: 1, maximum: 15, default: 3, description: 'cnn: words that a filter sees' },
  embedding_dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.3,
    description: 'rate on the embeddings of words and characters, the same features for a whole sentence',
  },
  dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.3,
    description: "rate between the encoder's layers and before the output, the same features for a whole sentence",
  },
  // What leaves each token its tag.
  synonym_replacement: textAugmentationHyperparameters.synonym_replacement,
  char_noise: textAugmentationHyperparameters.char_noise,
  augmented_copies: textAugmentationHyperparameters.augmented_copies,
} as const satisfies OptionDescriptions;

export const sequenceLabelling: TaskDescription = {
  description: 'the entities in a sentence, by a tag for each of its tokens',
  inputs: 'texts',
  hyperparameters: sequenceLabellingHyperparameters,
  rules: trainingRules,
  metrics: {
    // Of whole entities, as CoNLL counts them.
    val_f1: 'maximize',
    val_precision: 'maximize',
    val_recall: 'maximize',
    // Of tags.
    val_accuracy: 'maximize',
    // -ln p of the true tags, a token on average, of either output.
    val_loss: 'minimize',
    train_loss: 'minimize',
  },
};
