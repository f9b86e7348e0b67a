import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import type { Address } from './module.js';

/** Where the windows of a 2-D filter or pool lie on a batch of images, channels last. */
export type Windows = Pick<
  tf.backend_util.Conv2DInfo,
  | 'batchSize'
  | 'inHeight'
  | 'inWidth'
  | 'inChannels'
  | 'outHeight'
  | 'outWidth'
  | 'outChannels'
  | 'filterHeight'
  | 'filterWidth'
  | 'strideHeight'
  | 'strideWidth'
  | 'dilationHeight'
  | 'dilationWidth'
  | 'padInfo'
>;

const INT32_BYTES = 4;

/** Writes the fields of `Geometry` (assembly/geometry.ts) one after the other; the memory is the same for every call. */
export function geometryWriter(heap: Heap): (windows: Windows) => Address {
  const fields = heap.allocate(15 * INT32_BYTES);
  return (windows) => {
    const values = [
      windows.batchSize,
      windows.inHeight,
      windows.inWidth,
      windows.inChannels,
      windows.outHeight,
      windows.outWidth,
      windows.outChannels,
      windows.filterHeight,
      windows.filterWidth,
      windows.strideHeight,
      windows.strideWidth,
      windows.dilationHeight,
      windows.dilationWidth,
      windows.padInfo.top,
      windows.padInfo.left,
    ];
    new Int32Array(heap.memory.buffer, fields, values.length).set(values);
    return fields;
  };
}

/** What TensorFlow.js passes to the kernels of convolutions and their gradients. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly dilations?: number | [number, number];
  readonly pad: number | 'same' | 'valid';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: string;
}

export function convolutionWindows(
  inputShape: number[],
  filterShape: number[],
  attributes: ConvolutionAttributes,
  depthwise = false,
): tf.backend_util.Conv2DInfo {
  if ((attributes.dataFormat ?? 'NHWC') !== 'NHWC')
    throw new Error(`Expected images with the channels last (NHWC) on the WebAssembly backend, got ${attributes.dataFormat}`);
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
    depthwise,
  );
}
