// A whole layer of gated recurrent units (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014,
// https://aclanthology.org/D14-1179), forwards and backwards, in the variant that resets the candidate's recurrent part after its
// product, so that a step needs one product. Gates in the order of Keras, each with a bias on either side:
//
//   [z r n] = x kernel + bias[0],  [zh rh nh] = h_before recurrentKernel + bias[1]
//   h = (1 - z') n' + z' h_before  with  z' = sigmoid(z + zh), r' = sigmoid(r + rh), n' = tanh(n + r' nh)

import { hyperbolicTangent, logistic } from './elementwise';
import { multiplyPacked, packedBytes, packRight } from './gemm';
import {
  carry,
  cellAt,
  hiddenAt,
  isPadding,
  layerGradients,
  layerGradientsScratchBytes,
  projectionScratchBytes,
  RecurrentLayer,
  timeOf,
} from './recurrent-layer';
import { sumLeading } from './rows';
import { addTo, bytesOf, loadLanes, multiplyAdd, storeLanes } from './simd';

/** Of a cell are kept, `units` numbers each: z', r', n', nh. */
const KEPT: i32 = 4;
const GATES: i32 = 3;

export function gruScratchBytes(layer: RecurrentLayer): usize {
  const columns = GATES * layer.units;
  return projectionScratchBytes(layer, columns) + bytesOf(layer.batch) * columns;
}

/** Computes hidden and cells; bias (2, 3 x units). `scratch` has gruScratchBytes() bytes. */
export function gru(layer: RecurrentLayer, scratch: usize): void {
  const batch = layer.batch;
  const time = layer.time;
  const width = layer.width;
  const units = layer.units;
  const columns = GATES * units;
  const kept = KEPT * units;
  const recurrent = scratch;
  const packedKernel = recurrent + bytesOf(batch) * columns;
  const packedRecurrent = packedKernel + packedBytes(columns, width);
  packRight(false, columns, width, layer.kernel, columns, packedKernel);
  packRight(false, columns, units, layer.recurrentKernel, columns, packedRecurrent);
  memory.fill(recurrent, 0, bytesOf(batch) * columns);

  for (let step: i32 = 0; step < time; step++) {
    const t = timeOf(layer, step);
    const before = timeOf(layer, step - 1);
    const isFirst = step == 0;
    const cells = cellAt(layer, t, 0, kept);
    multiplyPacked(batch, columns, width, layer.x + bytesOf(t * width), time * width, packedKernel, cells, kept, 0, 0);
    if (!isFirst) {
      const hidden = hiddenAt(layer, before, 0);
      multiplyPacked(batch, columns, units, hidden, time * units, packedRecurrent, recurrent, columns, 0, 0);
    }
    for (let i: i32 = 0; i < batch; i++) {
      const hidden = hiddenAt(layer, t, i);
      const hiddenBefore = hiddenAt(layer, before, i);
      if (isPadding(layer, t, i)) carry(hidden, hiddenBefore, isFirst, units);
      else {
        const sums = recurrent + bytesOf(i) * columns;
        activate(cellAt(layer, t, i, kept), sums, layer.bias, hiddenBefore, isFirst, hidden, units);
      }
    }
  }
}

/** From the gates' sums on both sides without the biases to the cell and the hidden state. */
function activate(
  cell: usize,
  recurrent: usize,
  bias: usize,
  hiddenBefore: usize,
  isFirst: bool,
  hidden: usize,
  units: i32,
): void {
  const gate = bytesOf(units);
  let recurrentBias = bias + GATES * gate;
  for (let unit: i32 = 0; unit < units; unit += 4) {
    const lanes = units - unit;
    const z = logistic(f32x4.add(sum(cell, bias, lanes), sum(recurrent, recurrentBias, lanes)));
    const r = logistic(f32x4.add(sum(cell + gate, bias + gate, lanes), sum(recurrent + gate, recurrentBias + gate, lanes)));
    const nh = sum(recurrent + 2 * gate, recurrentBias + 2 * gate, lanes);
    const n = hyperbolicTangent(multiplyAdd(r, nh, sum(cell + 2 * gate, bias + 2 * gate, lanes)));
    const before = isFirst ? f32x4.splat(0) : loadLanes(hiddenBefore, lanes);
    storeLanes(cell, z, lanes);
    storeLanes(cell + gate, r, lanes);
    storeLanes(cell + 2 * gate, n, lanes);
    storeLanes(cell + 3 * gate, nh, lanes);
    storeLanes(hidden, multiplyAdd(z, f32x4.sub(before, n), n), lanes);
    cell += 16;
    recurrent += 16;
    bias += 16;
    recurrentBias += 16;
    hiddenBefore += 16;
    hidden += 16;
  }
}

// @ts-ignore: decorator
@inline
function sum(a: usize, b: usize, lanes: i32): v128 {
  return f32x4.add(loadLanes(a, lanes), loadLanes(b, lanes));
}

export function gruGradientScratchBytes(layer: RecurrentLayer): usize {
  const columns = GATES * layer.units;
  const states = bytesOf(layer.batch) * layer.units;
  return states + packedBytes(layer.units, columns) + layerGradientsScratchBytes(layer, columns);
}

/**
 * dy (batch, time, units) -> the gradients of x, of both kernels and of the biases, from the hidden states and cells of the way
 * forward; on the way those of the gates on both sides, dGates (2, time, batch, 3 x units). `scratch` has
 * gruGradientScratchBytes() bytes.
 */
export function gruGradient(
  layer: RecurrentLayer,
  dy: usize,
  dx: usize,
  dKernel: usize,
  dRecurrentKernel: usize,
  dBias: usize,
  dGates: usize,
  scratch: usize,
): void {
  const batch = layer.batch;
  const time = layer.time;
  const units = layer.units;
  const columns = GATES * units;
  const kept = KEPT * units;
  const row = bytesOf(units);
  const dHidden = scratch;
  const packedRecurrent = dHidden + batch * row;
  const dInput = dGates;
  const dRecurrent = dInput + bytesOf(time * batch) * columns;
  const products = packedRecurrent + packedBytes(units, columns);
  packRight(true, units, columns, layer.recurrentKernel, columns, packedRecurrent);
  memory.fill(dHidden, 0, batch * row);

  for (let step: i32 = time - 1; step >= 0; step--) {
    const t = timeOf(layer, step);
    const before = timeOf(layer, step - 1);
    const isFirst = step == 0;
    const stepOffset = bytesOf(t * batch) * columns;
    for (let i: i32 = 0; i < batch; i++) {
      const dyRow = dy + bytesOf(i * time + t) * units;
      const offset = stepOffset + bytesOf(i) * columns;
      if (isPadding(layer, t, i)) {
        addTo(dHidden + i * row, dyRow, row);
        memory.fill(dInput + offset, 0, bytesOf(columns));
        memory.fill(dRecurrent + offset, 0, bytesOf(columns));
      } else {
        const cell = cellAt(layer, t, i, kept);
        const hiddenBefore = hiddenAt(layer, before, i);
        differentiate(cell, hiddenBefore, isFirst, dyRow, dHidden + i * row, dInput + offset, dRecurrent + offset, units);
      }
    }
    if (isFirst) continue;
    multiplyPacked(batch, units, columns, dRecurrent + stepOffset, columns, packedRecurrent, dHidden, units, dHidden, units);
  }
  sumLeading(dInput, time * batch, columns, dBias);
  sumLeading(dRecurrent, time * batch, columns, dBias + GATES * row);
  layerGradients(layer, columns, dInput, dRecurrent, dx, dKernel, dRecurrentKernel, products);
}

/**
 * The way back through a cell: the gradients of its gates on both sides, and in place of dHidden that of the state before it, as
 * far as it does not go through the gates.
 */
function differentiate(
  cell: usize,
  hiddenBefore: usize,
  isFirst: bool,
  dy: usize,
  dHidden: usize,
  dInput: usize,
  dRecurrent: usize,
  units: i32,
): void {
  const gate = bytesOf(units);
  const one = f32x4.splat(1);
  for (let unit: i32 = 0; unit < units; unit += 4) {
    const lanes = units - unit;
    const z = loadLanes(cell, lanes);
    const r = loadLanes(cell + gate, lanes);
    const n = loadLanes(cell + 2 * gate, lanes);
    const nh = loadLanes(cell + 3 * gate, lanes);
    const before = isFirst ? f32x4.splat(0) : loadLanes(hiddenBefore, lanes);
    const dh = f32x4.add(loadLanes(dy, lanes), loadLanes(dHidden, lanes));
    const dz = f32x4.mul(f32x4.mul(dh, f32x4.sub(before, n)), f32x4.mul(z, f32x4.sub(one, z)));
    const dn = f32x4.mul(f32x4.mul(dh, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n)));
    const dr = f32x4.mul(f32x4.mul(dn, nh), f32x4.mul(r, f32x4.sub(one, r)));
    storeLanes(dHidden, f32x4.mul(dh, z), lanes);
    storeLanes(dInput, dz, lanes);
    storeLanes(dInput + gate, dr, lanes);
    storeLanes(dInput + 2 * gate, dn, lanes);
    storeLanes(dRecurrent, dz, lanes);
    storeLanes(dRecurrent + gate, dr, lanes);
    storeLanes(dRecurrent + 2 * gate, f32x4.mul(dn, r), lanes);
    cell += 16;
    hiddenBefore += 16;
    dy += 16;
    dHidden += 16;
    dInput += 16;
    dRecurrent += 16;
  }
}
