import * as tf from '@tensorflow/tfjs-core';
import { register } from './gradient.js';

/** Scatters the gradients of gathered slices along `axis` back to where the slices came from, adding up what coincides. */
function scatterAlong(dy: tf.Tensor, indices: tf.Tensor, shape: number[], axis: number): tf.Tensor {
  const [outer, inner] = [shape.slice(0, axis), shape.slice(axis + 1)];
  const rows = shape[axis] as number;
  const ids = tf.reshape(indices, [-1]) as tf.Tensor1D;
  if (axis === 0) return tf.reshape(tf.unsortedSegmentSum(tf.reshape(dy, [ids.size, ...inner]), ids, rows), shape);
  // The gathered axis goes to the front, where segments are summed, and back again.
  const outerSize = tf.util.sizeFromShape(outer);
  const innerSize = tf.util.sizeFromShape(inner);
  const front = tf.transpose(tf.reshape(dy, [outerSize, ids.size, innerSize]), [1, 0, 2]);
  return tf.reshape(tf.transpose(tf.unsortedSegmentSum(front, ids, rows), [1, 0, 2]), shape);
}

/** A gather with one batch axis is a gather from all the batch's rows at once, each batch's indices shifted to its own rows. */
function scatterBatch(dy: tf.Tensor, indices: tf.Tensor, shape: number[], axis: number): tf.Tensor {
  if (axis !== 1) throw new Error(`Expected a gather with batchDims 1 to be along axis 1 to have a gradient, got axis ${axis}`);
  const [batch, rows] = shape as [number, number];
  const perBatch = tf.reshape(indices, [batch, -1]);
  const shifted = tf.add(perBatch, tf.reshape(tf.range(0, batch * rows, rows, 'int32'), [batch, 1]));
  const inner = shape.slice(2);
  const flat = tf.reshape(dy, [perBatch.size, ...inner]);
  return tf.reshape(tf.unsortedSegmentSum(flat, tf.reshape(shifted, [-1]), batch * rows), shape);
}

/** The rows of `dy` that each segment id names; ids outside the segments were dropped, so their gradient is 0. */
function gatherSegments(dy: tf.Tensor, segmentIds: tf.Tensor1D): tf.Tensor {
  const segments = dy.shape[0] as number;
  const inside = tf.logicalAnd(tf.greaterEqual(segmentIds, 0), tf.less(segmentIds, segments));
  const rows = tf.gather(dy, tf.clipByValue(segmentIds, 0, segments - 1));
  const mask = tf.reshape(tf.cast(inside, 'float32'), [segmentIds.size, ...rows.shape.slice(1).map(() => 1)]);
  return tf.mul(rows, mask);
}

export function registerIndexingGradients(): void {
  register({
    GatherV2: {
      inputs: ['x', 'indices'],
      backward: (dy, [x, indices], { axis, batchDims }) => {
        const [along] = tf.util.parseAxisParam(axis, x.shape) as [number];
        if (batchDims > 1) throw new Error(`Expected batchDims to be 0 or 1 for the gradient of a gather, got ${batchDims}`);
        const scatter = batchDims === 1 ? scatterBatch : scatterAlong;
        return { x: () => scatter(dy, indices, x.shape, along), indices: () => tf.zerosLike(indices) };
      },
    },
    UnsortedSegmentSum: { inputs: ['segmentIds'], backward: (dy, [segmentIds]) => ({ x: () => gatherSegments(dy, segmentIds) }) },
    Select: {
      inputs: ['condition'],
      backward: (dy, [condition]) => ({
        condition: () => tf.cast(tf.zerosLike(condition), 'float32'),
        t: () => tf.mul(dy, tf.cast(condition, dy.dtype)),
        e: () => tf.mul(dy, tf.cast(tf.logicalNot(condition), dy.dtype)),
      }),
    },
  });
}
