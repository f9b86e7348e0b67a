import type { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** SoftmaxCrossEntropy, which softmax-cross-entropy.ts runs where it is registered: the losses [batch] and their gradient, of logits' shape. */
export function registerSoftmaxCrossEntropy(heap: Heap): void {
  registerWasmKernel<{ logits: tf.TensorInfo; targets: tf.TensorInfo }>(
    'SoftmaxCrossEntropy',
    ({ inputs: { logits, targets }, stock }) => {
      if (logits.dtype !== 'float32' || targets.dtype !== 'float32') return stock();
      const [batch, classes] = logits.shape as [number, number];
      const [losses, gradient] = [heap.output([batch]), heap.output(logits.shape)];
      const [from, to] = [heap.address(logits), heap.address(targets)];
      heap.kernels.softmaxCrossEntropy(from, to, batch, classes, heap.address(losses), heap.address(gradient));
      return [losses, gradient];
    },
  );
}
