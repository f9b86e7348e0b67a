import type { TrainingHyperparameters } from '../hyperparameters.js';
import { AdamOptimizer } from './adam.js';
import { MomentumOptimizer } from './momentum.js';
import type { Optimizer, Weight } from './optimizer.js';

type Create = (weights: readonly Weight[], settings: TrainingHyperparameters) => Optimizer;

const optimizers: Readonly<Record<TrainingHyperparameters['optimizer'], Create>> = {
  sgd: (weights, { weight_decay }) => new MomentumOptimizer(weights, 0, weight_decay),
  momentum: (weights, { momentum, weight_decay }) => new MomentumOptimizer(weights, momentum, weight_decay),
  adam: (weights, { beta2, weight_decay }) => new AdamOptimizer(weights, { beta2, decay: weight_decay, decoupled: false }),
  adamw: (weights, { beta2, weight_decay }) => new AdamOptimizer(weights, { beta2, decay: weight_decay, decoupled: true }),
};

export const createOptimizer: Create = (weights, settings) => optimizers[settings.optimizer](weights, settings);
