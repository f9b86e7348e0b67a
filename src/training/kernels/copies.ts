import { tf } from '../tf.js';
import type { Heap } from './heap.js';
import type { Address } from './module.js';
import { registerWasmKernel } from './registration.js';

/** Slice, Unpack, SplitV, Identity, Cast and Transpose: the stock kernels copy the whole input where a part of it, or nothing, will do. */
export function registerCopies(heap: Heap): void {
  registerSlice(heap);
  registerUnpack(heap);
  registerSplit(heap);
  registerIdentity(heap);
  registerCast(heap);
  registerTranspose(heap);
}

function registerSlice(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }, { readonly begin: number | number[]; readonly size: number | number[] }>(
    'Slice',
    ({ inputs: { x }, attributes, stock }) => {
      if (x.dtype === 'string') return stock();
      const [begin, size] = tf.slice_util.parseSliceParams(x as tf.Tensor, attributes.begin, attributes.size) as [
        number[],
        number[],
      ];
      const output = heap.output(size, x.dtype);
      if (tf.util.sizeFromShape(size) > 0) copySlice(heap, x, begin, size, heap.address(output));
      return output;
    },
  );
}

/** Copies x[begin .. begin + size) in the largest contiguous blocks: those from the last axis that is cut on. */
function copySlice(heap: Heap, x: tf.TensorInfo, begin: number[], size: number[], target: Address): void {
  const strides = byteStrides(x);
  const lastCut = Math.max(
    0,
    size.findLastIndex((extent, axis) => extent !== x.shape[axis]),
  );
  const width = (size[lastCut] ?? 1) * (strides[lastCut] ?? tf.util.bytesPerElement(x.dtype));
  let next = target;

  const walk = (axis: number, source: Address): void => {
    const levels = lastCut - axis;
    if (levels > 2) {
      for (let i = 0; i < (size[axis] as number); i++) walk(axis + 1, source + i * (strides[axis] as number));
      return;
    }
    const [outer, outerStep] = levels === 2 ? [size[lastCut - 2] as number, strides[lastCut - 2] as number] : [1, 0];
    const [inner, innerStep] = levels >= 1 ? [size[lastCut - 1] as number, strides[lastCut - 1] as number] : [1, 0];
    heap.kernels.copyBlocks(source, outer, outerStep, inner, innerStep, width, next);
    next += outer * inner * width;
  };

  walk(
    0,
    begin.reduce((address, start, axis) => address + start * (strides[axis] as number), heap.address(x)),
  );
}

/** Bytes from one index to the next along each axis of a dense tensor. */
function byteStrides({ shape, dtype }: tf.TensorInfo): number[] {
  const bytes = tf.util.bytesPerElement(dtype);
  return shape.map((_, axis) => bytes * tf.util.sizeFromShape(shape.slice(axis + 1)));
}

/** x cut along an axis, as (outer, size x inner): `take` copies the `extent` indices from `start` on. */
function alongAxis(heap: Heap, x: tf.TensorInfo, axis: number) {
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const inner = tf.util.sizeFromShape(x.shape.slice(axis + 1)) * tf.util.bytesPerElement(x.dtype);
  const row = (x.shape[axis] as number) * inner;
  return (start: number, extent: number, shape: number[]) => {
    const output = heap.output(shape, x.dtype);
    heap.kernels.copyBlocks(heap.address(x) + start * inner, 1, 0, outer, row, extent * inner, heap.address(output));
    return output;
  };
}

function registerUnpack(heap: Heap): void {
  registerWasmKernel<{ value: tf.TensorInfo }, { readonly axis: number }>(
    'Unpack',
    ({ inputs: { value }, attributes, stock }) => {
      if (value.dtype === 'string') return stock();
      const [axis] = tf.util.parseAxisParam(attributes.axis, value.shape) as [number];
      const take = alongAxis(heap, value, axis);
      const shape = value.shape.toSpliced(axis, 1);
      return Array.from({ length: value.shape[axis] as number }, (_, index) => take(index, 1, shape));
    },
  );
}

function registerSplit(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }, { readonly axis: number; readonly numOrSizeSplits: number | number[] }>(
    'SplitV',
    ({ inputs: { x }, attributes, stock }) => {
      if (x.dtype === 'string') return stock();
      const [axis] = tf.util.parseAxisParam(attributes.axis, x.shape) as [number];
      const take = alongAxis(heap, x, axis);
      let start = 0;
      return tf.backend_util.prepareSplitSize(x as tf.Tensor, attributes.numOrSizeSplits, axis).map((extent) => {
        const part = take(start, extent, x.shape.with(axis, extent));
        start += extent;
        return part;
      });
    },
  );
}

/**
 * A clone shares its values, and the backend counts who refers to them. Kernels never write over their inputs, AdamUpdate's
 * moments excepted: those must not be clones.
 */
function registerIdentity(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }>('Identity', ({ inputs: { x }, stock }) => {
    return x.dtype === 'string' ? stock() : heap.share(x);
  });
}

/** Gradients cast what is float32 already: that is a clone. */
function registerCast(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }, { readonly dtype: tf.DataType }>(
    'Cast',
    ({ inputs: { x }, attributes: { dtype }, stock }) => (x.dtype === dtype && dtype !== 'string' ? heap.share(x) : stock()),
  );
}

/** The gradient of a gather transposes a whole table, twice, even where the axes stay in order: those are clones. */
function registerTranspose(heap: Heap): void {
  registerWasmKernel<{ x: tf.TensorInfo }, { readonly perm: number[] }>(
    'Transpose',
    ({ inputs: { x }, attributes: { perm }, stock }) =>
      perm.every((axis, i) => axis === i) && x.dtype !== 'string' ? heap.share(x) : stock(),
  );
}
