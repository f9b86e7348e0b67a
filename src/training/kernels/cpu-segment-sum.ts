import { tf } from '../tf.js';

/** What the kernel uses of the JavaScript backend. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: tf.TypedArray } };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.TypedArray): tf.TensorInfo;
}

/**
 * Replaces UnsortedSegmentSum, the gradient of a gather, on the JavaScript backend: the stock kernel compares every id with every
 * segment, which takes minutes a step for an embedding of a few thousand rows.
 */
export function registerCpuSegmentSum(): void {
  tf.unregisterKernel('UnsortedSegmentSum', 'cpu');
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum',
    backendName: 'cpu',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, segmentIds } = inputs as unknown as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
      const { numSegments } = attrs as unknown as { numSegments: number };
      const cpu = backend as unknown as CpuBackend;
      const rest = x.shape.slice(segmentIds.shape.length);
      const shape = [numSegments, ...rest];
      const sums = segmentSums(
        cpu.data.get(x.dataId).values,
        cpu.data.get(segmentIds.dataId).values,
        tf.util.sizeFromShape(rest),
        numSegments,
      );
      return cpu.makeTensorInfo(shape, x.dtype, x.dtype === 'float32' ? sums : Int32Array.from(sums));
    },
  });
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
