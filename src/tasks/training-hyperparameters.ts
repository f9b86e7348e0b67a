import type { OptionDescriptions } from '../core/option.js';

/** Every knob of training itself, which all built-in tasks have. */
export const trainingHyperparameters = {
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
  patience: {
    kind: 'integer',
    minimum: 0,
    default: 3,
    description: 'epochs without improvement before the trial ends; 0: never',
  },
  min_delta: { kind: 'number', minimum: 0, default: 0.0005, description: 'what counts as an improvement of the objective' },
} as const satisfies OptionDescriptions;
