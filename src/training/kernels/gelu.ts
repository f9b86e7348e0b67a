import { tf } from '../tf.js';
import { hasKernel, runKernel } from './run-kernel.js';

/**
 * x times the normal distribution function of x (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2,
 * https://arxiv.org/abs/1606.08415), by the error function, not the approximation by tanh.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  return (hasKernel('Gelu') ? runKernel('Gelu', { x }) : composed(x)) as T;
}

tf.registerGradient({
  kernelName: 'Gelu',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => runKernel('GeluGradient', { x: x as tf.Tensor, dy: dy as tf.Tensor }) }),
});

function composed(x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)));
}
