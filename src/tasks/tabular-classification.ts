import type { OptionDescriptions } from '../core/option.js';
import { classificationHyperparameters } from './classification-hyperparameters.js';
import { classificationMetricGoals } from './classification-metrics.js';
import { tabularHyperparameters } from './tabular-hyperparameters.js';
import type { TaskDescription } from './task-description.js';
import { trainingRules } from './training-hyperparameters.js';

export const tabularClassificationHyperparameters = {
  ...tabularHyperparameters,
  ...classificationHyperparameters,
} as const satisfies OptionDescriptions;

export const tabularClassification: TaskDescription = {
  description: "the class of a table's row",
  inputs: 'files',
  hyperparameters: tabularClassificationHyperparameters,
  rules: trainingRules,
  metrics: classificationMetricGoals,
};
