import type { Rng } from '../../math/rng.js';
import type { ImageShape } from '../data/images.js';
import type { ImageHyperparameters } from '../image-hyperparameters.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { type ActivationSettings, activationLayer } from './activation-layer.js';
import { hiddenLayer, outputLayer } from './dense.js';
import { dropout } from './dropout.js';
import type { ImageModel } from './image-model.js';
import { heWeight } from './initializers.js';

/**
 * Blocks of convolutions, as in VGG (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * 2015, https://arxiv.org/abs/1409.1556): each block halves the image by its maxima and has twice as many filters as the one before;
 * then a hidden dense layer and the output.
 */
export function createImageCnn(settings: ImageHyperparameters, shape: ImageShape, classes: number, rng: Rng): ImageModel {
  const { blocks, convolutions, filters, kernel_size: side, units, dropout: rate } = settings;
  const activated = { activation: 'relu', normalization: settings.batch_norm ? 'batch' : 'none' } as const;
  const layers: Convolution[] = [];
  let { height, width, channels }: { height: number; width: number; channels: number } = shape;
  for (let block = 1; block <= blocks; block++) {
    for (let place = 1; place <= convolutions; place++) {
      const features = filters * 2 ** (block - 1);
      const name = `block-${block}/convolution-${place}`;
      layers.push(convolution(name, { ...activated, side, channels, features, isHalving: place === convolutions }, rng));
      channels = features;
    }
    [height, width] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  }
  const features = height * width * channels;
  const hidden = hiddenLayer('hidden', { ...activated, inputs: features, units, dropout: rate }, rng);
  const output = outputLayer({ inputs: units, units: classes, dropout: rate }, rng);
  return {
    weights: [...layers, hidden, output].flatMap(({ weights }) => weights),
    logits(images, dropoutRng) {
      const seen = dropout(images, settings.input_dropout, dropoutRng);
      const maps = layers.reduce((x, layer) => layer.apply(x, dropoutRng !== undefined), seen);
      const flat = tf.reshape(maps, [images.shape[0], features]) as tf.Tensor2D;
      return output.apply(hidden.apply(flat, dropoutRng), dropoutRng);
    },
  };
}

interface Convolution {
  readonly weights: readonly Weight[];
  /** [batch, height, width, channels] -> [batch, height, width, features], or half as high and wide */
  apply(x: tf.Tensor4D, isTraining: boolean): tf.Tensor4D;
}

interface ConvolutionSettings extends ActivationSettings {
  readonly side: number;
  readonly channels: number;
  readonly features: number;
  readonly isHalving: boolean;
}

/**
 * The maxima are taken before the bias and the ReLU: both are monotonic, so the result is the same for a quarter of the work.
 * Batch normalisation sees the maxima, too.
 */
function convolution(name: string, settings: ConvolutionSettings, rng: Rng): Convolution {
  const { side, channels, features, isHalving } = settings;
  const kernel = heWeight(`${name}/kernel`, [side, side, channels, features], side * side * channels, rng);
  const activated = activationLayer(name, features, settings);
  return {
    weights: [kernel, ...activated.weights],
    apply(x, isTraining) {
      const responses = tf.conv2d(x, kernel.variable as tf.Tensor4D, 1, 'same');
      const kept = isHalving ? tf.maxPool(responses, 2, 2, 'same') : responses;
      return activated.apply(kept, isTraining) as tf.Tensor4D;
    },
  };
}
