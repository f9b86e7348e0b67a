import { tf } from '../tf.js';
import { hasKernel, runKernel, runKernels } from './run-kernel.js';

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
    const [dy, [x, kernel]] = [gradient as tf.Tensor, saved as [tf.Tensor, tf.Tensor]];
    const [dKernel, dBias] = runKernels('DenseGradient', { x, dy }) as [tf.Tensor, tf.Tensor];
    return {
      // Apart from the others: the first layer's input needs none.
      x: () => runKernel('BatchMatMul', { a: dy, b: kernel }, { transposeA: false, transposeB: true }),
      kernel: () => dKernel,
      bias: () => dBias,
    };
  },
});

function composed(x: tf.Tensor, kernel: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor {
  return tf.tidy(() => {
    const [inputs, outputs] = kernel.shape;
    const rows = tf.matMul(tf.reshape(x, [-1, inputs]) as tf.Tensor2D, kernel);
    return tf.reshape(tf.add(rows, bias), [...x.shape.slice(0, -1), outputs]);
  });
}
