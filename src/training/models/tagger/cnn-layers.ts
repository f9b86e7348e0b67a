import type { Rng } from '../../../math/rng.js';
import type { LabellingHyperparameters } from '../../labelling/labelling-hyperparameters.js';
import { tf } from '../../tf.js';
import { dropoutOverTime } from '../dropout.js';
import { glorotWeight, zeroBias } from '../initializers.js';
import { withLayerRate } from '../layer-decay.js';
import type { SequenceLayers } from '../sequence-layers.js';

/**
 * Convolutions over the words of a sentence (Collobert et al., "Natural Language Processing (Almost) from Scratch", 2011,
 * https://jmlr.org/papers/v12/collobert11a.html), in layers with ReLU; from the second on, each adds to what the one below it gave.
 */
export function createCnnLayers(hyperparameters: LabellingHyperparameters, inputs: number, rng: Rng): SequenceLayers {
  const { filters: width, layers, filter_size: size, dropout } = hyperparameters;
  const convolutions = Array.from({ length: layers }, (_, layer) => {
    const channels = layer === 0 ? inputs : width;
    return {
      kernel: glorotWeight(`cnn-${layer + 1}/kernel`, [size, 1, channels, width], size * channels, size * width, rng),
      bias: zeroBias(`cnn-${layer + 1}/bias`, width),
    };
  });
  return {
    weights: convolutions.flatMap(({ kernel, bias }, layer) => withLayerRate([kernel, bias], layer + 1, hyperparameters)),
    width,
    apply(x, mask, dropoutRng) {
      // Padding is 0 below every layer, as the border is: so that nothing depends on the batch's longest sentence.
      const present = tf.expandDims(mask, 2); // [batch, time, 1]
      return convolutions.reduce((below, { kernel, bias }, layer) => {
        const input = layer === 0 ? below : dropoutOverTime(below, dropout, dropoutRng);
        const windows = tf.conv2d(tf.expandDims(input, 2) as tf.Tensor4D, kernel.variable as tf.Tensor4D, 1, 'same');
        const responses = tf.mul(tf.relu(tf.add(tf.squeeze(windows, [2]), bias.variable)), present) as tf.Tensor3D;
        return layer === 0 ? responses : tf.add(below, responses);
      }, tf.mul(x, present) as tf.Tensor3D);
    },
  };
}
