// What the layers of lstm.ts and gru.ts have in common. A layer goes through a batch of padded sequences step by step, one way or
// the other, with a state of `units` numbers a sequence; `columns` are the gates' numbers, `units` for each gate. What is kept
// inside has the time step as its first axis, so that the rows of one step lie together.

import { gemm, gemmScratchBytes, multiplyPacked, packedBytes, packRight } from './gemm';
import { copyBlocks } from './rows';
import { bytesOf } from './simd';

/**
 * A layer's shapes and addresses. The binding writes these fields as int32 one after the other (recurrent-layer-kernels.ts there); the
 * class is a view of that memory, never allocated.
 */
@unmanaged
export class RecurrentLayer {
  batch: i32;
  time: i32;
  width: i32;
  units: i32;
  /** 1: from the last step to the first. */
  backward: i32;
  /** 1: each step has cells of its own, for the way back; 0: all steps share those of one. */
  keepsCells: i32;
  /** (batch, time, width) */
  x: usize;
  /** (width, columns) */
  kernel: usize;
  /** (units, columns) */
  recurrentKernel: usize;
  bias: usize;
  /** (batch, time): 0 is padding, over which the state is carried unchanged. */
  mask: usize;
  /** (batch, time, units): the output. */
  hidden: usize;
  /** (time, batch, numbers of a cell) */
  cells: usize;
}

/** The time of the step that comes `step` after the first one in the layer's direction. */
// @ts-ignore: decorator
@inline
export function timeOf(layer: RecurrentLayer, step: i32): i32 {
  return layer.backward ? layer.time - 1 - step : step;
}

/** Where one cell begins, `kept` numbers long. */
// @ts-ignore: decorator
@inline
export function cellAt(layer: RecurrentLayer, time: i32, sequence: i32, kept: i32): usize {
  const row = layer.keepsCells ? time * layer.batch + sequence : sequence;
  return layer.cells + bytesOf(row) * kept;
}

// @ts-ignore: decorator
@inline
export function hiddenAt(layer: RecurrentLayer, time: i32, sequence: i32): usize {
  return layer.hidden + bytesOf(sequence * layer.time + time) * layer.units;
}

// @ts-ignore: decorator
@inline
export function isPadding(layer: RecurrentLayer, time: i32, sequence: i32): bool {
  return load<f32>(layer.mask + bytesOf(sequence * layer.time + time)) == 0;
}

/** Carries a state over padding; before the first step it is 0. */
// @ts-ignore: decorator
@inline
export function carry(target: usize, before: usize, isFirst: bool, units: i32): void {
  if (isFirst) memory.fill(target, 0, bytesOf(units));
  else memory.copy(target, before, bytesOf(units));
}

/** Bytes that both packed kernels need. */
export function projectionScratchBytes(layer: RecurrentLayer, columns: i32): usize {
  return packedBytes(columns, layer.width) + packedBytes(columns, layer.units);
}

/** Bytes that layerGradients needs. */
export function layerGradientsScratchBytes(layer: RecurrentLayer, columns: i32): usize {
  const rows = bytesOf(layer.time * layer.batch) * max(layer.width, layer.units);
  return rows + packedBytes(layer.width, columns) + gemmScratchBytes(max(columns, layer.width));
}

/**
 * What remains to be done when the gates' gradients are known, (time, batch, columns) each: `dInput` with respect to what came from
 * x, `dRecurrent` to what came from the state before. The gradients of x and of both kernels are products with all steps at once.
 */
export function layerGradients(
  layer: RecurrentLayer,
  columns: i32,
  dInput: usize,
  dRecurrent: usize,
  dx: usize,
  dKernel: usize,
  dRecurrentKernel: usize,
  scratch: usize,
): void {
  const batch = layer.batch;
  const time = layer.time;
  const width = layer.width;
  const units = layer.units;
  const rows = scratch;
  const packedKernel = rows + bytesOf(time * batch) * max(width, units);
  const products = packedKernel + packedBytes(width, columns);
  const stepBytes = bytesOf(batch) * columns;

  packRight(true, width, columns, layer.kernel, columns, packedKernel);
  for (let t: i32 = 0; t < time; t++) {
    const target = dx + bytesOf(t * width);
    multiplyPacked(batch, width, columns, dInput + t * stepBytes, columns, packedKernel, target, time * width, 0, 0);
  }

  timeFirst(layer.x, 0, time, layer, width, rows);
  gemm(true, false, width, columns, time * batch, rows, width, dInput, columns, dKernel, 0, 0, products);

  // The state before the first step is 0, so that one step less has a share in this.
  memory.fill(dRecurrentKernel, 0, bytesOf(units) * columns);
  timeFirst(layer.hidden, layer.backward ? 1 : 0, time - 1, layer, units, rows);
  const gates = layer.backward ? dRecurrent : dRecurrent + stepBytes;
  gemm(true, false, units, columns, (time - 1) * batch, rows, units, gates, columns, dRecurrentKernel, dRecurrentKernel, columns, products);
}

/** (batch, time, width) -> (steps, batch, width), from a step on. */
function timeFirst(source: usize, from: i32, steps: i32, layer: RecurrentLayer, width: i32, target: usize): void {
  const row = bytesOf(width);
  copyBlocks(source + from * row, steps, row, layer.batch, layer.time * row, row, target);
}
