import type { OptionDescriptions } from '../core/option.js';
import { trainingHyperparameters } from './training-hyperparameters.js';

/** The knobs of every task on tables: a multilayer perceptron, and how columns become its inputs. */
export const tabularHyperparameters = {
  ...trainingHyperparameters,
  learning_rate: { ...trainingHyperparameters.learning_rate, default: 0.003 },
  layers: {
    kind: 'integer',
    minimum: 0,
    maximum: 16,
    default: 2,
    description: 'hidden layers; 0: a linear model',
  },
  units: { kind: 'integer', minimum: 1, maximum: 8192, default: 128, description: 'width of each hidden layer' },
  activation: {
    kind: 'choice',
    choices: ['relu', 'gelu', 'silu', 'tanh'],
    default: 'relu',
    description: 'of the hidden layers',
  },
  normalization: {
    kind: 'choice',
    choices: ['none', 'batch', 'layer'],
    default: 'none',
    description: 'before each activation: over the batch (Ioffe and Szegedy 2015) or over the layer (Ba et al. 2016)',
  },
  dropout: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0.1,
    description: 'rate on what each layer takes in, the inputs aside',
  },
  input_dropout: { kind: 'number', minimum: 0, maximum: 0.95, default: 0, description: 'rate at which inputs are left out' },
  scaling: {
    kind: 'choice',
    choices: ['standard', 'quantile', 'none'],
    default: 'standard',
    description: 'of numbers: to mean 0 and deviation 1, by rank to a normal distribution, or not at all',
  },
  one_hot_limit: {
    kind: 'integer',
    minimum: 0,
    default: 16,
    description: 'most classes of a column that are an input each; a column of more gets embeddings',
  },
  embedding_size: { kind: 'integer', minimum: 1, maximum: 1024, default: 8, description: 'width of the embeddings' },
  min_count: {
    kind: 'integer',
    minimum: 1,
    default: 1,
    description: 'classes of a column rarer than this in the training data are unknown',
  },
  noise: {
    kind: 'number',
    minimum: 0,
    default: 0,
    description: 'deviation of the Gaussian noise that training adds to scaled numbers; 0: none',
  },
  mixup: {
    kind: 'number',
    minimum: 0,
    maximum: 100,
    default: 0,
    description: 'alpha of mixup (Zhang et al. 2018), which trains on blends of two examples; 0: none',
  },
} as const satisfies OptionDescriptions;
