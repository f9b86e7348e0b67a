import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Gelu and GeluGradient, which gelu.ts runs where they are registered. */
export function registerGelu(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }>('Gelu', ({ inputs: { x } }) => {
    const y = heap.output(x.shape);
    heap.kernels.gelu(heap.address(x), tf.util.sizeFromShape(x.shape), heap.address(y));
    return y;
  });

  registerWasmKernel<{ x: tf.TensorInfo; dy: tf.TensorInfo }>('GeluGradient', ({ inputs: { x, dy } }) => {
    const dx = heap.output(x.shape);
    heap.kernels.geluGradient(heap.address(x), heap.address(dy), tf.util.sizeFromShape(x.shape), heap.address(dx));
    return dx;
  });
}
