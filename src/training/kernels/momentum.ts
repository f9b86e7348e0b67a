import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Weights, gradient, and the velocity where there is one: float32, all of one shape. */
interface MomentumInputs extends Record<string, tf.TensorInfo> {
  readonly w: tf.TensorInfo;
  readonly g: tf.TensorInfo;
}

/** Numbers of one step. */
export interface MomentumAttributes {
  readonly lr: number;
  /** Of no effect without a velocity. */
  readonly momentum: number;
  /** Of the L2 term; 0: none. */
  readonly decay: number;
}

/**
 * MomentumUpdate: one step of gradient descent. Returns the new weights, as AdamUpdate does, and writes the new velocity `v` over the
 * old one.
 */
export function registerMomentum(heap: Heap): void {
  registerWasmKernel<MomentumInputs, MomentumAttributes>('MomentumUpdate', ({ inputs: { w, g, v }, attributes }) => {
    const updated = heap.successor(w);
    const { lr, momentum, decay } = attributes;
    const velocity = v === undefined ? 0 : heap.address(v);
    const count = tf.util.sizeFromShape(w.shape);
    heap.kernels.momentum(heap.address(w), heap.address(g), velocity, heap.address(updated), count, lr, momentum, decay);
    return updated;
  });
}
