import { tf } from '../tf.js';
import { hasKernel, runKernel, runKernels } from './run-kernel.js';

/** Added to the variance, as in the framework that most published models come from. */
const epsilon = 1e-5;

/**
 * Each row shifted and scaled to mean 0 and variance 1, then scaled and shifted as learned (Ba et al., "Layer Normalization",
 * 2016, eq. 4, https://arxiv.org/abs/1607.06450).
 *
 * @param x float32 [..., width]
 * @param scale float32 [width]
 * @param offset float32 [width]
 * @returns float32, of x's shape
 */
export function layerNorm<T extends tf.Tensor>(x: T, scale: tf.Tensor1D, offset: tf.Tensor1D): T {
  if (!hasKernel('LayerNorm')) return composed(x, scale, offset) as T;
  return runKernel('LayerNorm', { x, scale, offset }, { epsilon }) as T;
}

tf.registerGradient({
  kernelName: 'LayerNorm',
  inputsToSave: ['x', 'scale'],
  gradFunc: (dy, saved, attributes) => {
    const [x, scale] = saved as [tf.Tensor, tf.Tensor];
    const [dx, dScale, dOffset] = runKernels('LayerNormGradient', { x, scale, dy: dy as tf.Tensor }, attributes) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    return { x: () => dx, scale: () => dScale, offset: () => dOffset };
  },
});

function composed(x: tf.Tensor, scale: tf.Tensor1D, offset: tf.Tensor1D): tf.Tensor {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(x, -1, true);
    const normalised = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(normalised, scale), offset);
  });
}
