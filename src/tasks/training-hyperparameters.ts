import type { OptionDescriptions } from '../core/option.js';
import type { HyperparameterRule } from './task-description.js';

/** Every knob of training itself, which all built-in tasks have. */
export const trainingHyperparameters = {
  learning_rate: {
    kind: 'number',
    minimum: 0,
    exclusive: true,
    default: 0.005,
    description: 'peak learning rate, after the warm-up',
  },
  batch_size: { kind: 'integer', minimum: 1, maximum: 65536, default: 64, description: 'examples in memory at a time' },
  effective_batch_size: {
    kind: 'integer',
    minimum: 0,
    default: 0,
    description: 'examples a step, in whole batches, whose gradients are averaged, at least batch_size; 0: batch_size',
  },
  epochs: {
    kind: 'integer',
    minimum: 1,
    default: 20,
    description: "most passes over the training data; never above the task's own `epochs`, which it is when left out",
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
    choices: [
      'constant',
      'constant_with_warmup',
      'linear',
      'cosine',
      'cosine_with_restarts',
      'polynomial',
      'inverse_sqrt',
      'step',
      'one_cycle',
    ],
    default: 'linear',
    description: 'shape of the rate after the warm-up; one_cycle (Smith and Topin 2018) has a warm-up of its own',
  },
  decay_floor: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'linear, cosine, cosine_with_restarts, polynomial: share of the peak that they end at',
  },
  decay_power: { kind: 'number', minimum: 0, exclusive: true, default: 2, description: 'exponent of the polynomial decay' },
  decay_cycles: { kind: 'integer', minimum: 1, default: 2, description: 'cosine_with_restarts: how often the rate falls' },
  decay_interval: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0.3,
    description: 'step: share of the steps after the warm-up between two drops, at least one step',
  },
  decay_factor: { kind: 'number', minimum: 0, maximum: 1, default: 0.1, description: 'step: what a drop leaves of the rate' },
  cycle_share: {
    kind: 'number',
    minimum: 0.01,
    maximum: 1,
    default: 0.9,
    description: 'one_cycle: share of the steps that the rise and fall take; in the rest the rate falls to nothing',
  },
  clip_norm: {
    kind: 'number',
    minimum: 0,
    default: 0,
    description: 'gradients are scaled down to this global norm; 0: not at all',
  },
  patience: {
    kind: 'integer',
    minimum: 0,
    default: 3,
    description: 'epochs without improvement before the trial ends; 0: never',
  },
  min_delta: { kind: 'number', minimum: 0, default: 0.0005, description: 'what counts as an improvement of the objective' },
} as const satisfies OptionDescriptions;

export const trainingRules: readonly HyperparameterRule[] = [
  {
    source: 'effective_batch_size == 0 || effective_batch_size >= batch_size',
    expectation: '`effective_batch_size` to be 0 or at least `batch_size`',
  },
];
