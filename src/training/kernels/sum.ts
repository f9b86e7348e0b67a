import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

/** Sum over the leading or the trailing axes, which is what gradients of biases, means and losses need; else the stock kernel. */
export function registerSum(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }, { readonly axis: number | number[]; readonly keepDims: boolean }>(
    'Sum',
    ({ inputs: { x }, attributes, stock }) => {
      const { shape, dtype } = x;
      const axes = tf.util.parseAxisParam(attributes.axis, shape);
      const isReduced = (axis: number) => axes.includes(axis);
      const kept = shape.map((_, axis) => axis).filter((axis) => !isReduced(axis));
      const firstKept = kept[0] ?? 0;
      const reducesTrailing = kept.every((axis, i) => axis === i);
      const reducesLeading = kept.every((axis, i) => axis === firstKept + i) && kept.at(-1) === shape.length - 1;
      if (dtype !== 'float32' || axes.length === 0 || !(reducesTrailing || reducesLeading)) return stock();

      const keptSize = tf.util.sizeFromShape(kept.map((axis) => shape[axis] as number));
      const reducedSize = tf.util.sizeFromShape(axes.map((axis) => shape[axis] as number));
      const sums = heap.output(
        attributes.keepDims ? shape.map((size, axis) => (isReduced(axis) ? 1 : size)) : kept.map((axis) => shape[axis] as number),
      );
      if (reducesTrailing) heap.kernels.sumTrailing(heap.address(x), keptSize, reducedSize, heap.address(sums));
      else heap.kernels.sumLeading(heap.address(x), reducedSize, keptSize, heap.address(sums));
      return sums;
    },
  );
}
