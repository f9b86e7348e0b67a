import { gelu } from '../kernels/gelu.js';
import { tf } from '../tf.js';

/** By the names that sweep files use. */
export const activations = {
  relu: (x: tf.Tensor) => tf.relu(x),
  gelu: (x: tf.Tensor) => gelu(x),
  // Elfwing et al., "Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning", 2018,
  // eq. 6, https://arxiv.org/abs/1702.03118.
  silu: (x: tf.Tensor) => tf.mul(x, tf.sigmoid(x)),
  tanh: (x: tf.Tensor) => tf.tanh(x),
} as const;

export type Activation = keyof typeof activations;
