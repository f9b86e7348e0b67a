import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/**
 * ClipByGlobalNorm: all gradients scaled down together to a common norm of `limit`, in one call; below it they are passed on as they
 * are. optimizers/clipping.ts runs it where it is registered.
 */
export function registerClipping(heap: Heap): void {
  registerWasmKernel<Record<string, tf.TensorInfo>, { readonly limit: number }>(
    'ClipByGlobalNorm',
    ({ inputs, attributes: { limit } }) => {
      const gradients = Object.values(inputs);
      const sizeOf = ({ shape }: tf.TensorInfo) => tf.util.sizeFromShape(shape);
      const norm = Math.sqrt(gradients.reduce((sum, g) => sum + heap.kernels.sumOfSquares(heap.address(g), sizeOf(g)), 0));
      return gradients.map((gradient) => {
        if (norm <= limit) return heap.share(gradient);
        const scaled = heap.output(gradient.shape);
        heap.kernels.scale(heap.address(gradient), sizeOf(gradient), limit / norm, heap.address(scaled));
        return scaled;
      });
    },
  );
}
