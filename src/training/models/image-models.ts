import type { Rng } from '../../math/rng.js';
import type { ImageShape } from '../data/images.js';
import type { ImageHyperparameters } from '../image-hyperparameters.js';
import { createImageCnn } from './image-cnn.js';
import { createImageMlp } from './image-mlp.js';
import type { ImageModel } from './image-model.js';

type Create = (settings: ImageHyperparameters, shape: ImageShape, classes: number, rng: Rng) => ImageModel;

const models: Readonly<Record<ImageHyperparameters['model'], Create>> = { mlp: createImageMlp, cnn: createImageCnn };

/** A model with fresh weights, which depend on `rng` alone. */
export const createImageModel: Create = (settings, shape, classes, rng) => models[settings.model](settings, shape, classes, rng);
