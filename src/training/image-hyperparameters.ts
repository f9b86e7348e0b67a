import type { Params } from '../core/trial.js';
import { imageClassificationHyperparameters } from '../tasks/image-classification.js';
import { type HyperparametersOf, readHyperparameters } from './hyperparameters.js';

/** Every knob of image classification with its value. */
export type ImageHyperparameters = HyperparametersOf<typeof imageClassificationHyperparameters>;

export function readImageHyperparameters(params: Params): ImageHyperparameters {
  return readHyperparameters('image-classification', imageClassificationHyperparameters, params);
}
