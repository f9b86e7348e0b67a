import type { Rng } from '../../math/rng.js';
import type { ImageShape } from '../data/images.js';
import type { ImageHyperparameters } from '../image-hyperparameters.js';
import { tf } from '../tf.js';
import { hiddenLayer, outputLayer } from './dense.js';
import type { ImageModel } from './image-model.js';

/** Dense layers on the pixels; without hidden ones it is logistic regression. */
export function createImageMlp(settings: ImageHyperparameters, shape: ImageShape, classes: number, rng: Rng): ImageModel {
  const { layers, units, batch_norm: isNormalised } = settings;
  const pixels = shape.height * shape.width * shape.channels;
  const rateOf = (layer: number) => (layer === 0 ? settings.input_dropout : settings.dropout);
  const hidden = Array.from({ length: layers }, (_, i) =>
    hiddenLayer(`hidden-${i + 1}`, { inputs: i === 0 ? pixels : units, units, dropout: rateOf(i), isNormalised }, rng),
  );
  const output = outputLayer({ inputs: layers === 0 ? pixels : units, units: classes, dropout: rateOf(layers) }, rng);
  return {
    weights: [...hidden, output].flatMap(({ weights }) => weights),
    logits(images, dropoutRng) {
      const flat = tf.reshape(images, [images.shape[0], pixels]) as tf.Tensor2D;
      return [...hidden, output].reduce((x, layer) => layer.apply(x, dropoutRng), flat);
    },
  };
}
