import type { OptionDescriptions } from '../core/option.js';
import { classificationHyperparameters } from './classification-hyperparameters.js';
import { classificationMetricGoals } from './classification-metrics.js';
import type { TaskDescription } from './task-description.js';
import { trainingHyperparameters, trainingRules } from './training-hyperparameters.js';

export const imageClassificationHyperparameters = {
  ...trainingHyperparameters,
  ...classificationHyperparameters,
  model: {
    kind: 'choice',
    choices: ['mlp', 'cnn'],
    default: 'cnn',
    description: 'mlp: dense layers on the pixels; cnn: blocks of convolutions, then a dense layer',
  },
  units: { kind: 'integer', minimum: 1, maximum: 8192, default: 128, description: 'width of each hidden dense layer' },
  layers: { kind: 'integer', minimum: 0, maximum: 16, default: 2, description: 'mlp: hidden layers; 0: logistic regression' },
  blocks: { kind: 'integer', minimum: 1, maximum: 8, default: 2, description: 'cnn: blocks, each of which halves the image' },
  convolutions: { kind: 'integer', minimum: 1, maximum: 8, default: 1, description: 'cnn: convolutions of a block' },
  filters: {
    kind: 'integer',
    minimum: 1,
    maximum: 1024,
    default: 16,
    description: 'cnn: feature maps of the first block; each further block has twice as many',
  },
  kernel_size: { kind: 'integer', minimum: 1, maximum: 15, default: 3, description: 'cnn: side of the filters in pixels' },
  batch_norm: {
    kind: 'boolean',
    default: false,
    description: 'hidden layers are normalised over the batch (Ioffe and Szegedy 2015)',
  },
  dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.3,
    description: 'rate on what each dense layer takes in, the pixels aside',
  },
  input_dropout: { kind: 'number', minimum: 0, maximum: 0.95, default: 0, description: 'rate at which pixels are left out' },
  shift: {
    kind: 'number',
    minimum: 0,
    maximum: 0.5,
    default: 0,
    description: 'training images are moved by up to this share of their size; 0: not at all',
  },
  flip: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'probability that a training image is mirrored, left to right',
  },
  cutout: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'side of a square that is blanked in training images, as a share of theirs (DeVries and Taylor 2017)',
  },
} as const satisfies OptionDescriptions;

export const imageClassification: TaskDescription = {
  description: 'the class of an image',
  inputs: 'files',
  hyperparameters: imageClassificationHyperparameters,
  rules: trainingRules,
  metrics: classificationMetricGoals,
};
