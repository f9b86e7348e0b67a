import type { OptionDescriptions } from '../core/option.js';
import { layersHyperparameters } from './layers-hyperparameters.js';

/** The knobs of recurrent encoders, for every task that reads sequences. */
export const recurrentHyperparameters = {
  units: { kind: 'integer', minimum: 1, maximum: 2048, default: 64, description: 'lstm, gru: width of the state, each way' },
  ...layersHyperparameters,
  bidirectional: {
    kind: 'boolean',
    default: true,
    description: 'lstm, gru: read forwards and backwards, side by side (Schuster and Paliwal 1997)',
  },
} as const satisfies OptionDescriptions;
