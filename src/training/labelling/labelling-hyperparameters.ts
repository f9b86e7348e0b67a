import type { Params } from '../../core/trial.js';
import { sequenceLabellingHyperparameters } from '../../tasks/sequence-labelling.js';
import { type HyperparametersOf, readHyperparameters } from '../hyperparameters.js';

/** Every knob of sequence labelling with its value. */
export type LabellingHyperparameters = HyperparametersOf<typeof sequenceLabellingHyperparameters>;

export function readLabellingHyperparameters(params: Params): LabellingHyperparameters {
  return readHyperparameters('sequence-labelling', sequenceLabellingHyperparameters, params);
}
