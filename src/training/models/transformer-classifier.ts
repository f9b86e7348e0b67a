import type { Rng } from '../../math/rng.js';
import { paddingId } from '../data/vocabulary.js';
import { dense } from '../kernels/dense.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { glorotWeight, zeroBias } from './initializers.js';
import { meanOverTime } from './pooling.js';
import type { ModelSize, TextModel } from './text-model.js';
import { createTransformerEncoder } from './transformer-encoder.js';

/** A transformer over the tokens of a text, the mean of what it says of them, dropout, one dense layer. */
export function createTransformerModel(settings: TextHyperparameters, { rows, classes }: ModelSize, rng: Rng): TextModel {
  const encoder = createTransformerEncoder(settings, rows, rng);
  const kernel = glorotWeight('output/kernel', [encoder.width, classes], encoder.width, classes, rng);
  const bias = zeroBias('output/bias', classes);
  return {
    weights: [...encoder.weights, kernel, bias],
    logits(ids, dropoutRng) {
      const mask = tf.cast(tf.notEqual(ids, tf.scalar(paddingId, 'int32')), 'float32') as tf.Tensor2D;
      const pooled = meanOverTime(encoder.encode(ids, mask, dropoutRng), mask); // [batch, width]
      const features = dropout(pooled, settings.dropout, dropoutRng);
      return dense(features, kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D);
    },
  };
}
