import type { OptionDescriptions } from '../core/option.js';

/** The knobs of every task that tells classes apart. */
export const classificationHyperparameters = {
  loss: {
    kind: 'choice',
    choices: ['cross-entropy', 'label-smoothing', 'focal', 'mse'],
    default: 'cross-entropy',
    description: 'what training minimises',
  },
  smoothing: { kind: 'number', minimum: 0, maximum: 0.9, default: 0.1, description: 'of the label-smoothing loss' },
  focal_gamma: { kind: 'number', minimum: 0, maximum: 10, default: 2, description: 'of the focal loss (Lin et al. 2017)' },
} as const satisfies OptionDescriptions;
