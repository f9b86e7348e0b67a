import { tf } from '../tf.js';
import { hasKernel, runKernel, runKernels } from './run-kernel.js';

/**
 * What follows a linear map: max(x + bias, 0), for every row of x.
 *
 * @param x float32 [..., features]
 * @param bias float32 [features]
 * @returns float32 [..., features]
 */
export function biasRelu<T extends tf.Tensor>(x: T, bias: tf.Tensor1D): T {
  return (hasKernel('BiasRelu') ? runKernel('BiasRelu', { x, bias }) : tf.relu(tf.add(x, bias))) as T;
}

tf.registerGradient({
  kernelName: 'BiasRelu',
  outputsToSave: [true],
  gradFunc: (dy, [y]) => {
    const [dx, dBias] = runKernels('BiasReluGradient', { y: y as tf.Tensor, dy: dy as tf.Tensor }) as [tf.Tensor, tf.Tensor];
    return { x: () => dx, bias: () => dBias };
  },
});
