import type { Rng } from '../../math/rng.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import { createBagModel } from './bag.js';
import { createCnnModel } from './cnn.js';
import { createRecurrentModel, createTransformerModel } from './sequence-model.js';
import type { ModelSize, TextModel } from './text-model.js';

const models: Readonly<
  Record<TextHyperparameters['encoder'], (settings: TextHyperparameters, size: ModelSize, rng: Rng) => TextModel>
> = {
  bag: createBagModel,
  cnn: createCnnModel,
  lstm: (...args) => createRecurrentModel('lstm', ...args),
  gru: (...args) => createRecurrentModel('gru', ...args),
  transformer: createTransformerModel,
};

/** A model with fresh weights, which depend on `rng` alone. */
export function createModel(settings: TextHyperparameters, size: ModelSize, rng: Rng): TextModel {
  return models[settings.encoder](settings, size, rng);
}
