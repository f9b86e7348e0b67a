import type { Params } from '../core/trial.js';
import { textClassificationHyperparameters } from '../tasks/text-classification.js';
import { type HyperparametersOf, readHyperparameters } from './hyperparameters.js';

/** Every knob of text classification with its value. */
export type TextHyperparameters = HyperparametersOf<typeof textClassificationHyperparameters>;

export function readTextHyperparameters(params: Params): TextHyperparameters {
  return readHyperparameters('text-classification', textClassificationHyperparameters, params);
}

/** The widths of the convolutions, each once. */
export function filterSizes({ filter_sizes }: TextHyperparameters): number[] {
  return [...new Set(filter_sizes.split(',').map(Number))];
}
