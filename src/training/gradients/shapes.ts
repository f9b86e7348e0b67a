import * as tf from '@tensorflow/tfjs-core';
import { register, unbroadcast } from './gradient.js';

/** Sizes along `axis` of a concatenation's inputs. */
const sizesAlong = (inputs: tf.Tensor[], axis: number) => inputs.map((input) => input.shape[axis] as number);

/** Where in a padded tensor the unpadded one begins. */
const beginnings = (paddings: [number, number][]) => paddings.map(([before]) => before);

/** Adds up the copies that tiling made: [..., repeats, size, ...] summed over every `repeats`. */
function untile(dy: tf.Tensor, shape: number[], repeats: number[]): tf.Tensor {
  const split = shape.flatMap((size, axis) => [repeats[axis] as number, size]);
  const copies = shape.map((_, axis) => 2 * axis);
  return tf.reshape(tf.sum(tf.reshape(dy, split), copies), shape);
}

export function registerShapeGradients(): void {
  register({
    Identity: { backward: (dy) => ({ x: () => tf.cast(dy, 'float32') }) },
    Cast: { backward: (dy) => ({ x: () => tf.cast(dy, 'float32') }) },
    Reshape: { inputs: ['x'], backward: (dy, [x]) => ({ x: () => tf.reshape(dy, x.shape) }) },
    ExpandDims: { inputs: ['input'], backward: (dy, [input]) => ({ input: () => tf.reshape(dy, input.shape) }) },
    Transpose: {
      backward: (dy, _saved, { perm }) => ({ x: () => tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(perm)) }),
    },
    BroadcastTo: { inputs: ['x'], backward: (dy, [x]) => ({ x: () => unbroadcast(dy, x.shape) }) },
    Tile: { inputs: ['x'], backward: (dy, [x], { reps }) => ({ x: () => untile(dy, x.shape, reps) }) },
    Reverse: { backward: (dy, _saved, { dims }) => ({ x: () => tf.reverse(dy, dims) }) },
    Concat: {
      allInputs: true,
      backward: (dy, inputs, { axis }) => {
        const [along] = tf.util.parseAxisParam(axis, inputs[0].shape) as [number];
        const parts = tf.split(dy, sizesAlong(inputs, along), along);
        return Object.fromEntries(parts.map((part, index) => [index, () => part]));
      },
    },
    SplitV: { backward: (dy, _saved, { axis }) => ({ x: () => tf.concat(dy, axis) }) },
    Pack: {
      backward: (dy, _saved, { axis }) => Object.fromEntries(tf.unstack(dy, axis).map((part, index) => [index, () => part])),
    },
    Unpack: { backward: (dy, _saved, { axis }) => ({ value: () => tf.stack(dy, axis) }) },
    Slice: {
      inputs: ['x'],
      backward: (dy, [x], { begin, size }) => {
        const [start, extent] = tf.slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
        const paddings = start.map((before, axis): [number, number] => [
          before,
          x.shape[axis] - before - (extent[axis] as number),
        ]);
        return { x: () => tf.pad(dy, paddings) };
      },
    },
    PadV2: {
      inputs: ['x'],
      backward: (dy, [x], { paddings }) => ({ x: () => tf.slice(dy, beginnings(paddings), x.shape) }),
    },
  });
}
