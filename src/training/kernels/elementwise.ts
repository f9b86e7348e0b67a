import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** In the order of `Unary` in assembly/elementwise.ts. */
const operations = ['Exp', 'Erf', 'Tanh', 'Sigmoid'];

export function registerElementwise(heap: Heap): void {
  operations.forEach((kernelName, operation) => {
    registerWasmKernel<{ x: tf.TensorInfo }>(kernelName, ({ inputs: { x }, stock }) => {
      if (x.dtype !== 'float32') return stock();
      const y = heap.output(x.shape);
      heap.kernels.unary(operation, heap.address(x), heap.address(y), tf.util.sizeFromShape(x.shape));
      return y;
    });
  });
}
