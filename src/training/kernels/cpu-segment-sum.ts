import { tf } from '../tf.js';
import { registerCpuKernel } from './cpu-backend.js';

/**
 * Replaces UnsortedSegmentSum, the gradient of a gather, on the JavaScript backend: the stock kernel compares every id with every
 * segment, which takes minutes a step for an embedding of a few thousand rows.
 */
export function registerCpuSegmentSum(): void {
  registerCpuKernel<{ x: tf.TensorInfo; segmentIds: tf.TensorInfo }, { numSegments: number }>(
    'UnsortedSegmentSum',
    ({ inputs: { x, segmentIds }, attributes: { numSegments }, valuesOf, output }) => {
      const rest = x.shape.slice(segmentIds.shape.length);
      const sums = segmentSums(valuesOf(x), valuesOf(segmentIds), tf.util.sizeFromShape(rest), numSegments);
      return output([numSegments, ...rest], x.dtype === 'float32' ? sums : Int32Array.from(sums));
    },
  );
}

/** values (ids' length, width) -> sums (segments, width); ids outside the segments are left out. */
function segmentSums(values: tf.TypedArray, ids: tf.TypedArray, width: number, segments: number): Float32Array {
  const sums = new Float32Array(segments * width);
  ids.forEach((id: number, row: number) => {
    if (id < 0 || id >= segments) return;
    for (let column = 0; column < width; column++)
      sums[id * width + column] = (sums[id * width + column] as number) + (values[row * width + column] as number);
  });
  return sums;
}
