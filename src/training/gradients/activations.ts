import * as tf from '@tensorflow/tfjs-core';
import { register } from './gradient.js';

/** Constants of the SELU (Klambauer et al., "Self-Normalizing Neural Networks", 2017), which make N(0, 1) its fixed point. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

const positive = (x: tf.Tensor) => tf.cast(tf.greater(x, 0), 'float32');

export function registerActivationGradients(): void {
  register({
    Relu: { inputs: ['x'], backward: (dy, [x]) => ({ x: () => tf.mul(dy, positive(x)) }) },
    Relu6: {
      inputs: ['x'],
      backward: (dy, [x]) => ({ x: () => tf.mul(dy, tf.mul(positive(x), tf.cast(tf.lessEqual(x, 6), 'float32'))) }),
    },
    LeakyRelu: {
      inputs: ['x'],
      backward: (dy, [x], { alpha }) => ({ x: () => tf.where(tf.greater(x, 0), dy, tf.mul(dy, alpha)) }),
    },
    // exp(x) - 1 below zero: its derivative is y + 1.
    Elu: { output: true, backward: (dy, [y]) => ({ x: () => tf.where(tf.greater(y, 0), dy, tf.mul(dy, tf.add(y, 1))) }) },
    Selu: {
      inputs: ['x'],
      backward: (dy, [x]) => ({
        x: () =>
          tf.where(
            tf.greater(x, 0),
            tf.mul(dy, SELU_SCALE),
            tf.mul(dy, tf.mul(SELU_SCALE * SELU_ALPHA, tf.exp(tf.minimum(x, 0)))),
          ),
      }),
    },
    Sigmoid: { output: true, backward: (dy, [y]) => ({ x: () => tf.mul(dy, tf.mul(y, tf.sub(1, y))) }) },
    Tanh: { output: true, backward: (dy, [y]) => ({ x: () => tf.mul(dy, tf.sub(1, tf.square(y))) }) },
    Softplus: { inputs: ['x'], backward: (dy, [x]) => ({ x: () => tf.mul(dy, tf.sigmoid(x)) }) },
    Softmax: {
      output: true,
      // dx = y (dy - sum(dy y))
      backward: (dy, [y], { dim }) => ({ logits: () => tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), dim, true))) }),
    },
    LogSoftmax: {
      output: true,
      // dx = dy - softmax(x) sum(dy)
      backward: (dy, [y], { axis }) => ({ logits: () => tf.sub(dy, tf.mul(tf.exp(y), tf.sum(dy, axis, true))) }),
    },
  });
}
