import type { OptionDescriptions } from '../core/option.js';
import { tabularHyperparameters } from './tabular-hyperparameters.js';
import type { TaskDescription } from './task-description.js';
import { trainingRules } from './training-hyperparameters.js';

export const tabularRegressionHyperparameters = {
  ...tabularHyperparameters,
  // Metrics have the units of what is predicted: no number is small in all of them.
  min_delta: { ...tabularHyperparameters.min_delta, default: 0 },
  loss: {
    kind: 'choice',
    choices: ['mse', 'mae', 'huber'],
    default: 'mse',
    orModule: true,
    description:
      'what training minimises, on numbers scaled to deviation 1; a path such as ./my-loss.js: your own, whose parameters have names ' +
      'that begin with loss_',
  },
  huber_delta: {
    kind: 'number',
    minimum: 0,
    exclusive: true,
    default: 1,
    description: 'of the huber loss: errors beyond so many deviations count linearly',
  },
} as const satisfies OptionDescriptions;

export const tabularRegression: TaskDescription = {
  description: "a number that belongs to a table's row",
  inputs: 'files',
  hyperparameters: tabularRegressionHyperparameters,
  rules: trainingRules,
  metrics: {
    val_rmse: 'minimize',
    val_mse: 'minimize',
    val_mae: 'minimize',
    val_r2: 'maximize',
    val_loss: 'minimize',
    train_loss: 'minimize',
  },
};
