import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

const INT32_BYTES = 4;

/**
 * GatherV2: slices of x along an axis. With batch dimensions the stock kernel reads past its indices.
 * Seen from the axis, x is (batch, outer, rows, slice) and the indices are (batch, count).
 */
export function registerGather(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo; indices: tf.TensorInfo }, { readonly axis: number; readonly batchDims: number }>(
    'GatherV2',
    ({ inputs: { x, indices }, attributes, stock }) => {
      if (x.dtype === 'string') return stock();
      const [axis] = tf.util.parseAxisParam(attributes.axis, x.shape) as [number];
      const info = tf.backend_util.segment_util.collectGatherOpShapeInfo(
        x as tf.Tensor,
        indices as tf.Tensor,
        axis,
        attributes.batchDims,
      );
      const output = heap.output(info.outputShape, x.dtype);
      if (tf.util.sizeFromShape(info.outputShape) === 0) return output;
      const count = tf.util.sizeFromShape(indices.shape) / info.batchSize;
      const width = info.sliceSize * tf.util.bytesPerElement(x.dtype);
      for (let batch = 0; batch < info.batchSize; batch++) {
        const ids = heap.address(indices) + batch * count * INT32_BYTES;
        for (let outer = 0; outer < info.outerSize; outer++) {
          const at = batch * info.outerSize + outer;
          const table = heap.address(x) + at * info.dimSize * width;
          const stray = heap.kernels.gatherRows(
            table,
            info.dimSize,
            ids,
            count,
            width,
            heap.address(output) + at * count * width,
          );
          if (stray >= 0) {
            const found = heap.backend.typedArrayFromHeap(indices)[batch * count + stray];
            heap.backend.disposeData(output.dataId);
            throw new Error(`Expected the indices of a gather to be from 0 to ${info.dimSize - 1}, got ${found}`);
          }
        }
      }
      return output;
    },
  );
}

/** UnsortedSegmentSum: adds the rows of x (ids' shape, ...rest) up by their segment's id; the gradient of a gather. */
export function registerSegmentSum(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo; segmentIds: tf.TensorInfo }, { readonly numSegments: number }>(
    'UnsortedSegmentSum',
    ({ inputs: { x, segmentIds }, attributes: { numSegments }, stock }) => {
      if (x.dtype !== 'float32') return stock();
      const rest = x.shape.slice(segmentIds.shape.length);
      const sums = heap.zeros([numSegments, ...rest]);
      const count = tf.util.sizeFromShape(segmentIds.shape);
      const width = tf.util.sizeFromShape(rest);
      const [source, ids, target] = [heap.address(x), heap.address(segmentIds), heap.address(sums)];
      heap.kernels.scatterAddRows(source, ids, count, width, numSegments, target);
      return sums;
    },
  );
}
