import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** BiasRelu and BiasReluGradient, which bias-relu.ts runs where they are registered. */
export function registerBiasRelu(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo; bias: tf.TensorInfo }>('BiasRelu', ({ inputs: { x, bias } }) => {
    const [features] = bias.shape as [number];
    const y = heap.output(x.shape);
    heap.kernels.biasRelu(heap.address(x), heap.address(bias), rowsOf(x), features, heap.address(y));
    return y;
  });

  registerWasmKernel<{ y: tf.TensorInfo; dy: tf.TensorInfo }>('BiasReluGradient', ({ inputs: { y, dy } }) => {
    const features = y.shape.at(-1) as number;
    const [dx, dBias] = [heap.output(y.shape), heap.output([features])];
    const [kept, from] = [heap.address(y), heap.address(dy)];
    heap.kernels.biasReluGradient(kept, from, rowsOf(y), features, heap.address(dx), heap.address(dBias));
    return [dx, dBias];
  });
}

const rowsOf = ({ shape }: tf.TensorInfo) => tf.util.sizeFromShape(shape.slice(0, -1));
