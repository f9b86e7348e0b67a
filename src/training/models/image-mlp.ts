import type { Rng } from '../../math/rng.js';
import type { ImageShape } from '../data/images.js';
import type { ImageHyperparameters } from '../image-hyperparameters.js';
import { tf } from '../tf.js';
import type { ImageModel } from './image-model.js';
import { createMlp } from './mlp.js';

/** Dense layers on the pixels; without hidden ones it is logistic regression. */
export function createImageMlp(settings: ImageHyperparameters, shape: ImageShape, classes: number, rng: Rng): ImageModel {
  const pixels = shape.height * shape.width * shape.channels;
  const normalization = settings.batch_norm ? 'batch' : 'none';
  const { weights, outputs } = createMlp({ ...settings, activation: 'relu', normalization }, pixels, classes, rng);
  return {
    weights,
    logits: (images, dropoutRng) => outputs(tf.reshape(images, [images.shape[0], pixels]) as tf.Tensor2D, dropoutRng),
  };
}
