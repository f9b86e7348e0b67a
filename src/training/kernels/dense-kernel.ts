import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

const FLOAT_BYTES = 4;

/** Dense, which dense.ts runs where it is registered: the product is added to rows that hold the bias already. */
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
      heap.kernels.copyBlocks(heap.address(bias), rows, 0, 1, 0, outputs * FLOAT_BYTES, target);
      heap.kernels.gemm(0, 0, rows, outputs, inputs, from, inputs, weights, outputs, target, 1, scratch);
      return y;
    },
  );
}
