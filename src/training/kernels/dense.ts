import { tf } from '../tf.js';
import { hasKernel, runKernel } from './run-kernel.js';

/**
 * A dense layer, x kernel + bias, for every row of x.
 *
 * @param x float32 [..., inputs]
 * @param kernel float32 [inputs, outputs]
 * @param bias float32 [outputs]
 * @returns float32 [..., outputs]
 */
export function dense<T extends tf.Tensor>(x: T, kernel: tf.Tensor2D, bias: tf.Tensor1D): T {
  return (hasKernel('Dense') ? runKernel('Dense', { x, kernel, bias }) : composed(x, kernel, bias)) as T;
}

tf.registerGradient({
  kernelName: 'Dense',
  inputsToSave: ['x', 'kernel'],
  gradFunc: (gradient, saved) => {
    const [dy, [x, kernel]] = [gradient as tf.Tensor, saved as [tf.Tensor, tf.Tensor2D]];
    return {
      x: () => runKernel('BatchMatMul', { a: dy, b: kernel }, { transposeA: false, transposeB: true }),
      kernel: () => tf.matMul(rowsOf(x), rowsOf(dy), true),
      bias: () => tf.sum(rowsOf(dy), 0),
    };
  },
});

/** [..., width] as [rows, width] */
function rowsOf(x: tf.Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) as number]);
}

function composed(x: tf.Tensor, kernel: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor {
  return tf.tidy(() => tf.reshape(tf.add(tf.matMul(rowsOf(x), kernel), bias), [...x.shape.slice(0, -1), kernel.shape[1]]));
}
