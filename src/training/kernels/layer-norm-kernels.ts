import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

interface Attributes {
  readonly epsilon: number;
}

/** LayerNorm and LayerNormGradient, which layer-norm.ts runs where they are registered. */
export function registerLayerNorm(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo; scale: tf.TensorInfo; offset: tf.TensorInfo }, Attributes>(
    'LayerNorm',
    ({ inputs: { x, scale, offset }, attributes: { epsilon } }) => {
      const y = heap.output(x.shape);
      const { rows, width } = rowsOf(x);
      const [from, by, to] = [heap.address(x), heap.address(scale), heap.address(offset)];
      heap.kernels.layerNorm(from, by, to, rows, width, epsilon, heap.address(y));
      return y;
    },
  );

  registerWasmKernel<{ x: tf.TensorInfo; scale: tf.TensorInfo; dy: tf.TensorInfo }, Attributes>(
    'LayerNormGradient',
    ({ inputs: { x, scale, dy }, attributes: { epsilon } }) => {
      const { rows, width } = rowsOf(x);
      const gradients = [heap.output(x.shape), heap.zeros([width]), heap.zeros([width])];
      const [dx, dScale, dOffset] = gradients.map(heap.address) as [number, number, number];
      const [from, by, dyFrom] = [heap.address(x), heap.address(scale), heap.address(dy)];
      heap.kernels.layerNormGradient(from, by, dyFrom, rows, width, epsilon, dx, dScale, dOffset);
      return gradients;
    },
  );
}

function rowsOf({ shape }: tf.TensorInfo): { rows: number; width: number } {
  return { rows: tf.util.sizeFromShape(shape.slice(0, -1)), width: shape.at(-1) as number };
}
