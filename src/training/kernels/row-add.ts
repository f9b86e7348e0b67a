import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Add where one row is added to all, as a bias is: the stock kernel takes several times as long as for equal shapes. */
export function registerRowAdd(heap: Heap): void {
  registerWasmKernel<{ a: tf.TensorInfo; b: tf.TensorInfo }>('Add', ({ inputs: { a, b }, stock }) => {
    if (a.dtype !== 'float32' || b.dtype !== 'float32' || !isRowOf(a.shape, b.shape)) return stock();
    const width = tf.util.sizeFromShape(b.shape);
    const y = heap.output(a.shape);
    const rows = width === 0 ? 0 : tf.util.sizeFromShape(a.shape) / width;
    heap.kernels.addRow(heap.address(a), heap.address(b), rows, width, heap.address(y));
    return y;
  });
}

/** Whether a row is the last dimensions of the shape: (2, 3, 4) has the rows (4) and (3, 4). */
function isRowOf(shape: readonly number[], row: readonly number[]): boolean {
  const leading = shape.length - row.length;
  return leading > 0 && row.length > 0 && row.every((size, axis) => size === shape[leading + axis]);
}
