import { tf } from '../tf.js';
import { type Direction, type RecurrentWeights, recurrentLayer } from './recurrent-layer.js';

/**
 * A layer of gated recurrent units (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014,
 * https://aclanthology.org/D14-1179), in the variant of cuDNN, Keras and PyTorch: the reset gate acts on the candidate's recurrent
 * part after its product. The gates' columns are in the order of Keras: update, reset, candidate.
 *
 * @param x float32 [batch, time, width]
 * @param weights 3 x units columns, bias [2, 3 x units]: first that of x kernel, then that of the recurrent product
 * @param mask float32 [batch, time]: 0 for padding, which carries the state on unchanged, 1 for all else
 * @returns the hidden states, float32 [batch, time, units]
 */
export function gru(x: tf.Tensor3D, weights: RecurrentWeights, mask: tf.Tensor2D, direction: Direction): tf.Tensor3D {
  return recurrentLayer({ kernelName: 'GruLayer', states: 1, step }, x, weights, mask, direction);
}

function step(projected: tf.Tensor2D, [before]: readonly tf.Tensor2D[], weights: RecurrentWeights): tf.Tensor2D[] {
  const hBefore = before as tf.Tensor2D;
  const [inputBias, recurrentBias] = tf.unstack(weights.bias) as [tf.Tensor, tf.Tensor];
  const [z, r, n] = tf.split(tf.add(projected, inputBias), 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const recurrent = tf.add(tf.matMul(hBefore, weights.recurrentKernel), recurrentBias);
  const [zh, rh, nh] = tf.split(recurrent, 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const update = tf.sigmoid(tf.add(z, zh));
  const candidate = tf.tanh(tf.add(n, tf.mul(tf.sigmoid(tf.add(r, rh)), nh)));
  return [tf.add(candidate, tf.mul(update, tf.sub(hBefore, candidate)))];
}
