import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Weights, gradient, first and second moment: float32, all of one shape. */
interface AdamInputs extends Record<string, tf.TensorInfo> {
  readonly w: tf.TensorInfo;
  readonly g: tf.TensorInfo;
  readonly m: tf.TensorInfo;
  readonly v: tf.TensorInfo;
}

/** Numbers of one step. */
export interface AdamAttributes {
  readonly lr: number;
  readonly b1: number;
  readonly b2: number;
  readonly eps: number;
  /** 1 / (1 - b1^t) and 1 / (1 - b2^t) at step t, which undo the moments' bias towards their start at 0. */
  readonly c1: number;
  readonly c2: number;
  /** Decoupled weight decay; 0: none. */
  readonly wd: number;
}

/**
 * AdamUpdate: one step of Adam or AdamW. Returns the new weights, for which the old ones may be overwritten if nobody but the caller
 * holds them, and writes the new moments over the old ones.
 */
export function registerAdam(heap: Heap): void {
  registerWasmKernel<AdamInputs, AdamAttributes>('AdamUpdate', ({ inputs: { w, g, m, v }, attributes }) => {
    const updated = heap.successor(w);
    const [weights, gradient, first, second] = [heap.address(w), heap.address(g), heap.address(m), heap.address(v)];
    const { lr, b1, b2, eps, c1, c2, wd } = attributes;
    const count = tf.util.sizeFromShape(w.shape);
    heap.kernels.adam(weights, gradient, first, second, heap.address(updated), count, lr, b1, b2, eps, c1, c2, wd);
    return updated;
  });
}
