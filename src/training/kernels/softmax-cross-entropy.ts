import { tf } from '../tf.js';
import { hasKernel, runKernels } from './run-kernel.js';

/**
 * The cross-entropy of each example, -sum over the classes of target log p, where p is the softmax of the logits.
 *
 * @param logits float32 [batch, classes]
 * @param targets float32 [batch, classes]: a probability for each class, or any weights. Taken as given: no gradient reaches them
 * @returns float32 [batch]
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  if (!hasKernel('SoftmaxCrossEntropy')) return composed(logits, targets);
  return runKernels('SoftmaxCrossEntropy', { logits, targets })[0] as tf.Tensor1D;
}

tf.registerGradient({
  kernelName: 'SoftmaxCrossEntropy',
  // The kernel's second output: the gradient of each example's loss.
  outputsToSave: [false, true],
  gradFunc: (dy, [gradient]) => {
    const [dLosses] = dy as tf.Tensor[];
    return { logits: () => tf.mul(gradient as tf.Tensor, tf.expandDims(dLosses as tf.Tensor, 1)) };
  },
});

function composed(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)));
}
