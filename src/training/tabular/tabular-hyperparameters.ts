import type { Params } from '../../core/trial.js';
import { tabularClassificationHyperparameters } from '../../tasks/tabular-classification.js';
import type { tabularHyperparameters } from '../../tasks/tabular-hyperparameters.js';
import { tabularRegressionHyperparameters } from '../../tasks/tabular-regression.js';
import type { EncodingSettings } from '../data/tabular/table-encoder.js';
import { type HyperparametersOf, readHyperparameters } from '../hyperparameters.js';

/** The knobs that all tasks on tables have. */
export type TabularHyperparameters = HyperparametersOf<typeof tabularHyperparameters>;

export type TabularClassificationHyperparameters = HyperparametersOf<typeof tabularClassificationHyperparameters>;

export type TabularRegressionHyperparameters = HyperparametersOf<typeof tabularRegressionHyperparameters>;

export function readTabularClassificationHyperparameters(params: Params): TabularClassificationHyperparameters {
  return readHyperparameters('tabular-classification', tabularClassificationHyperparameters, params);
}

export function readTabularRegressionHyperparameters(params: Params): TabularRegressionHyperparameters {
  return readHyperparameters('tabular-regression', tabularRegressionHyperparameters, params);
}

/** The settings that decide the encoding: two trials that agree on them can share it. */
export function encodingSettings({ scaling, one_hot_limit, min_count }: TabularHyperparameters): EncodingSettings {
  return { scaling, oneHotLimit: one_hot_limit, minCount: min_count };
}
