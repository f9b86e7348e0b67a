import { tf } from '../tf.js';
import { type Direction, type RecurrentWeights, recurrentLayer } from './recurrent-layer.js';

/**
 * A layer of long short-term memory with forget gates (Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997,
 * https://doi.org/10.1162/neco.1997.9.8.1735; Gers, Schmidhuber and Cummins, "Learning to Forget", 2000,
 * https://doi.org/10.1162/089976600300015015). The gates' columns are in the order of Keras: input, forget, candidate, output.
 *
 * @param x float32 [batch, time, width]
 * @param weights 4 x units columns, bias [4 x units]
 * @param mask float32 [batch, time]: 0 for padding, which carries the state on unchanged, 1 for all else
 * @returns the hidden states, float32 [batch, time, units]
 */
export function lstm(x: tf.Tensor3D, weights: RecurrentWeights, mask: tf.Tensor2D, direction: Direction): tf.Tensor3D {
  return recurrentLayer({ kernelName: 'LstmLayer', states: 2, step }, x, weights, mask, direction);
}

function step(projected: tf.Tensor2D, before: readonly tf.Tensor2D[], weights: RecurrentWeights): tf.Tensor2D[] {
  const [hBefore, cBefore] = before as [tf.Tensor2D, tf.Tensor2D];
  const sums = tf.add(tf.add(projected, tf.matMul(hBefore, weights.recurrentKernel)), weights.bias);
  const [i, f, g, o] = tf.split(sums, 4, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const c = tf.add(tf.mul(tf.sigmoid(f), cBefore), tf.mul(tf.sigmoid(i), tf.tanh(g))) as tf.Tensor2D;
  return [tf.mul(tf.sigmoid(o), tf.tanh(c)), c];
}
