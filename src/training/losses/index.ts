import type { classificationHyperparameters } from '../../tasks/classification-hyperparameters.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { brier } from './brier.js';
import { crossEntropy } from './cross-entropy.js';
import { focal } from './focal.js';
import { labelSmoothing } from './label-smoothing.js';
import type { Loss } from './loss.js';

type ClassificationHyperparameters = HyperparametersOf<typeof classificationHyperparameters>;

const losses: Readonly<Record<ClassificationHyperparameters['loss'], (settings: ClassificationHyperparameters) => Loss>> = {
  'cross-entropy': () => crossEntropy,
  'label-smoothing': ({ smoothing }) => labelSmoothing(smoothing),
  focal: ({ focal_gamma }) => focal(focal_gamma),
  mse: () => brier,
};

export function createLoss(settings: ClassificationHyperparameters): Loss {
  return losses[settings.loss](settings);
}
