import { tf } from '../tf.js';
import { geometryWriter } from './geometry.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: number | 'same' | 'valid';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * The gradients of maxPool and avgPool. The stock MaxPoolGrad starts each window's maximum at the smallest positive float32,
 * so that a window without a positive value loses its gradient.
 */
export function registerPoolGradients(heap: Heap): void {
  const writeGeometry = geometryWriter(heap);
  const windows = (shape: number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttributes) =>
    tf.backend_util.computePool2DInfo(shape as [number, number, number, number], filterSize, strides, 1, pad, dimRoundingMode);

  registerWasmKernel<{ dy: tf.TensorInfo; input: tf.TensorInfo }, PoolAttributes>(
    'MaxPoolGrad',
    ({ inputs: { dy, input }, attributes }) => {
      const dx = heap.zeros(input.shape);
      const geometry = writeGeometry(windows(input.shape, attributes));
      heap.kernels.maxPoolGradient(heap.address(input), heap.address(dy), geometry, heap.address(dx));
      return dx;
    },
  );

  registerWasmKernel<{ dy: tf.TensorInfo; input: tf.TensorInfo }, PoolAttributes>(
    'AvgPoolGrad',
    ({ inputs: { dy, input }, attributes }) => {
      const dx = heap.zeros(input.shape);
      const geometry = writeGeometry(windows(input.shape, attributes));
      heap.kernels.averagePoolGradient(heap.address(dy), geometry, heap.address(dx));
      return dx;
    },
  );
}
