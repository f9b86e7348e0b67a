import * as tf from '@tensorflow/tfjs-core';
import { register } from './gradient.js';

/** Gives `dy`, which lacks the reduced axes of `x` or has them as 1, those axes back as 1. */
function withReducedAxes(dy: tf.Tensor, x: tf.Tensor, axis: number | number[]): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  return tf.reshape(
    dy,
    x.shape.map((size, index) => (axes.includes(index) ? 1 : size)),
  );
}

/** Every place that holds the extreme value gets the gradient. */
const extreme = {
  inputs: ['x'],
  output: true,
  backward: (
    dy: tf.Tensor,
    [x, y]: tf.Tensor[],
    { reductionIndices, axis }: { reductionIndices?: number[]; axis?: number[] },
  ) => {
    const axes = reductionIndices ?? axis ?? [];
    const isExtreme = () => tf.cast(tf.equal(x as tf.Tensor, withReducedAxes(y as tf.Tensor, x as tf.Tensor, axes)), 'float32');
    return { x: () => tf.mul(withReducedAxes(dy, x as tf.Tensor, axes), isExtreme()) };
  },
};

export function registerReductionGradients(): void {
  register({
    Sum: {
      inputs: ['x'],
      backward: (dy, [x], { axis }) => ({ x: () => tf.broadcastTo(withReducedAxes(dy, x, axis), x.shape) }),
    },
    Mean: {
      inputs: ['x'],
      backward: (dy, [x], { axis }) => ({
        x: () => tf.broadcastTo(tf.div(withReducedAxes(dy, x, axis), x.size / dy.size), x.shape),
      }),
    },
    Max: extreme,
    Min: extreme,
  });
}
