import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

interface Attributes {
  readonly shape: number[];
  /** Of the counter, unsigned. */
  readonly start: number;
  /** The least of its random integers that keeps an entry, unsigned. */
  readonly limit: number;
  readonly kept: number;
}

/** DropoutMask, which dropout-mask.ts runs where it is registered. */
export function registerDropoutMask(heap: Heap): void {
  registerWasmKernel<Record<never, never>, Attributes>('DropoutMask', ({ attributes: { shape, start, limit, kept } }) => {
    const mask = heap.output(shape);
    heap.kernels.dropoutMask(start, tf.util.sizeFromShape(shape), limit, kept, heap.address(mask));
    return mask;
  });
}
