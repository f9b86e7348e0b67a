import { hasKernel, runKernels } from '../kernels/run-kernel.js';
import { tf } from '../tf.js';

/**
 * Scales all gradients down together when their common norm is above `limit` (Pascanu et al., "On the difficulty of training
 * recurrent neural networks", 2013, algorithm 1, https://arxiv.org/abs/1211.5063).
 */
export function clipByGlobalNorm(gradients: readonly tf.Tensor[], limit: number): tf.Tensor[] {
  if (!hasKernel('ClipByGlobalNorm')) return composed(gradients, limit);
  return runKernels('ClipByGlobalNorm', Object.fromEntries(gradients.entries()), { limit });
}

/** The norm stays on the device. */
function composed(gradients: readonly tf.Tensor[], limit: number): tf.Tensor[] {
  return tf.tidy(() => {
    const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
    const scale = tf.div(limit, tf.maximum(norm, limit)); // 1 below the limit
    return gradients.map((gradient) => tf.mul(gradient, scale));
  });
}
