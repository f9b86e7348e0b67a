import type { TextHyperparameters } from '../hyperparameters.js';
import { brier } from './brier.js';
import { crossEntropy } from './cross-entropy.js';
import { focal } from './focal.js';
import { labelSmoothing } from './label-smoothing.js';
import type { Loss } from './loss.js';

const losses: Readonly<Record<TextHyperparameters['loss'], (settings: TextHyperparameters) => Loss>> = {
  'cross-entropy': () => crossEntropy,
  'label-smoothing': ({ smoothing }) => labelSmoothing(smoothing),
  focal: ({ focal_gamma }) => focal(focal_gamma),
  mse: () => brier,
};

export function createLoss(settings: TextHyperparameters): Loss {
  return losses[settings.loss](settings);
}
