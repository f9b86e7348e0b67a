import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Dense and DenseGradient, which dense.ts runs where they are registered. */
export function registerDense(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo; kernel: tf.TensorInfo; bias: tf.TensorInfo }>(
    'Dense',
    ({ inputs: { x, kernel, bias } }) => {
      const [inputs, outputs] = kernel.shape as [number, number];
      const leading = x.shape.slice(0, -1);
      const rows = tf.util.sizeFromShape(leading);
      const y = heap.output([...leading, outputs]);
      const scratch = heap.scratch(heap.kernels.gemmScratchBytes(outputs));
      const [from, weights, target] = [heap.address(x), heap.address(kernel), heap.address(y)];
      // One row that is added to all.
      const [addend, stride] = [heap.address(bias), 0];
      heap.kernels.gemm(0, 0, rows, outputs, inputs, from, inputs, weights, outputs, target, addend, stride, scratch);
      return y;
    },
  );

  registerWasmKernel<{ x: tf.TensorInfo; dy: tf.TensorInfo }>('DenseGradient', ({ inputs: { x, dy } }) => {
    const [inputs, outputs] = [x.shape.at(-1) as number, dy.shape.at(-1) as number];
    const rows = tf.util.sizeFromShape(x.shape.slice(0, -1));
    const [dKernel, dBias] = [heap.output([inputs, outputs]), heap.output([outputs])];
    const scratch = heap.scratch(heap.kernels.gemmScratchBytes(outputs));
    const [left, right] = [heap.address(x), heap.address(dy)];
    heap.kernels.gemm(1, 0, inputs, outputs, rows, left, inputs, right, outputs, heap.address(dKernel), 0, 0, scratch);
    heap.kernels.sumLeading(right, rows, outputs, heap.address(dBias));
    return [dKernel, dBias];
  });
}
