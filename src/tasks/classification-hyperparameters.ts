import type { OptionDescriptions } from '../core/option.js';

/** The knobs of every task that tells classes apart. */
export const classificationHyperparameters = {
  loss: {
    kind: 'choice',
    choices: ['cross-entropy', 'label-smoothing', 'focal', 'mse', 'mae', 'hinge'],
    default: 'cross-entropy',
    orModule: true,
    description:
      'what training minimises; mse, mae: of the probabilities; hinge: multi-class (Crammer and Singer 2001); a path such as ' +
      './my-loss.js: your own, whose parameters have names that begin with loss_',
  },
  smoothing: { kind: 'number', minimum: 0, maximum: 0.9, default: 0.1, description: 'of the label-smoothing loss' },
  focal_gamma: { kind: 'number', minimum: 0, maximum: 10, default: 2, description: 'of the focal loss (Lin et al. 2017)' },
  class_weights: {
    kind: 'choice',
    choices: ['none', 'balanced', 'given'],
    default: 'none',
    description:
      "balanced: a class's examples weigh the more in the loss of training the rarer they are, all classes alike; " +
      'given: as `task.class_weights` says, which is the default where that is there',
  },
} as const satisfies OptionDescriptions;
