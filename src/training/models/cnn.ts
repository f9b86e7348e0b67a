import type { Rng } from '../../math/rng.js';
import { biasRelu } from '../kernels/bias-relu.js';
import { filterSizes, type TextHyperparameters } from '../text-hyperparameters.js';
import { tf } from '../tf.js';
import { outputLayer } from './dense.js';
import { embeddingLimit, glorotWeight, uniformWeight, zeroBias } from './initializers.js';
import type { ModelSize, TextModel } from './text-model.js';

/**
 * Kim, "Convolutional Neural Networks for Sentence Classification", 2014 (https://aclanthology.org/D14-1181): embeddings,
 * convolutions of several widths side by side, each filter's maximum over time, dropout, one dense layer.
 *
 * The bias and the ReLU come after the maximum: both are monotonic, so the result is the same and the work is less.
 */
export function createCnnModel(settings: TextHyperparameters, { rows, classes }: ModelSize, rng: Rng): TextModel {
  const { embedding_size: width, filters } = settings;
  const sizes = filterSizes(settings);
  const embedding = uniformWeight('embedding', [rows, width], embeddingLimit, rng);
  const convolutions = sizes.map((size) =>
    glorotWeight(`convolution-${size}/kernel`, [size, 1, width, filters], size * width, size * filters, rng),
  );
  const features = sizes.length * filters;
  const convolutionBias = zeroBias('convolution/bias', features);
  const output = outputLayer({ inputs: features, units: classes, dropout: settings.dropout }, rng);
  return {
    weights: [embedding, ...convolutions, convolutionBias, ...output.weights],
    logits(ids, dropoutRng) {
      const embedded = tf.expandDims(tf.gather(embedding.variable, ids), 2) as tf.Tensor4D; // [batch, length, 1, width]
      const maxima = convolutions.map(({ variable }) => maximumOverTime(embedded, variable as tf.Tensor4D));
      const pooled = biasRelu(tf.concat2d(maxima, 1), convolutionBias.variable as tf.Tensor1D); // [batch, features]
      return output.apply(pooled, dropoutRng);
    },
  };
}

/** Each filter's largest response to any stretch of a text: [batch, filters]. */
function maximumOverTime(embedded: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor2D {
  const responses = tf.conv2d(embedded, filter, 1, 'valid'); // [batch, positions, 1, filters]
  const [batch, positions, , filters] = responses.shape;
  return tf.reshape(tf.maxPool(responses, [positions, 1], 1, 'valid'), [batch, filters]);
}
