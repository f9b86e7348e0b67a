import type { Rng } from '../../math/rng.js';
import { paddingId } from '../data/vocabulary.js';
import { dense } from '../kernels/dense.js';
import type { TextHyperparameters } from '../text-hyperparameters.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { glorotWeight, zeroBias } from './initializers.js';
import { maximumOverTime, meanOverTime } from './pooling.js';
import { createRecurrentEncoder } from './recurrent-encoder.js';
import type { RecurrentCell } from './recurrent-layers.js';
import type { ModelSize, TextModel } from './text-model.js';

/**
 * Recurrent layers over the embeddings of a text's tokens, their states pooled over time, dropout, one dense layer. Reading both
 * ways with the maximum is the sentence encoder that Conneau et al. found the best of seven ("Supervised Learning of Universal
 * Sentence Representations", 2017, https://aclanthology.org/D17-1070).
 */
export function createRecurrentModel(
  cell: RecurrentCell,
  settings: TextHyperparameters,
  { rows, classes }: ModelSize,
  rng: Rng,
): TextModel {
  const encoder = createRecurrentEncoder(cell, settings, rows, rng);
  const kernel = glorotWeight('output/kernel', [encoder.width, classes], encoder.width, classes, rng);
  const bias = zeroBias('output/bias', classes);
  const pool = pooling[settings.pooling];
  return {
    weights: [...encoder.weights, kernel, bias],
    logits(ids, dropoutRng) {
      const mask = tf.cast(tf.notEqual(ids, tf.scalar(paddingId, 'int32')), 'float32') as tf.Tensor2D;
      const states = encoder.encode(ids, mask, dropoutRng); // [batch, time, width]
      const pooled = dropout(pool(states, mask, settings), settings.dropout, dropoutRng);
      return dense(pooled, kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D);
    },
  };
}

type Pool = (states: tf.Tensor3D, mask: tf.Tensor2D, settings: TextHyperparameters) => tf.Tensor2D;

const pooling: Readonly<Record<TextHyperparameters['pooling'], Pool>> = {
  max: maximumOverTime,
  mean: meanOverTime,
  last: lastStates,
};

/** Padding carries a state on: reading forwards, the last one is in the last step; reading backwards, in the first. */
function lastStates(states: tf.Tensor3D, _mask: tf.Tensor2D, { units, bidirectional }: TextHyperparameters): tf.Tensor2D {
  const [batch, time] = states.shape;
  const forward = tf.reshape(tf.slice(states, [0, time - 1, 0], [batch, 1, units]), [batch, units]) as tf.Tensor2D;
  if (!bidirectional) return forward;
  return tf.concat2d([forward, tf.reshape(tf.slice(states, [0, 0, units], [batch, 1, units]), [batch, units])], 1);
}
