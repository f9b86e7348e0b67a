// A whole layer of long short-term memory (Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997,
// https://doi.org/10.1162/neco.1997.9.8.1735) with forget gates (Gers, Schmidhuber and Cummins, "Learning to Forget", 2000,
// https://doi.org/10.1162/089976600300015015), forwards and backwards. Gates in the order of Keras:
//
//   [i f g o] = x kernel + h_before recurrentKernel + bias
//   c = sigmoid(f) c_before + sigmoid(i) tanh(g)
//   h = sigmoid(o) tanh(c)

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

/** Of a cell are kept, `units` numbers each: sigmoid(i), sigmoid(f), tanh(g), sigmoid(o), c, tanh(c). */
const KEPT: i32 = 6;
const GATES: i32 = 4;
const CELL: i32 = 4;

export function lstmScratchBytes(layer: RecurrentLayer): usize {
  return projectionScratchBytes(layer, GATES * layer.units);
}

/** Computes hidden and cells; bias (4 x units). `scratch` has lstmScratchBytes() bytes. */
export function lstm(layer: RecurrentLayer, scratch: usize): void {
  const batch = layer.batch;
  const time = layer.time;
  const width = layer.width;
  const units = layer.units;
  const columns = GATES * units;
  const kept = KEPT * units;
  const packedKernel = scratch;
  const packedRecurrent = packedKernel + packedBytes(columns, width);
  packRight(false, columns, width, layer.kernel, columns, packedKernel);
  packRight(false, columns, units, layer.recurrentKernel, columns, packedRecurrent);

  for (let step: i32 = 0; step < time; step++) {
    const t = timeOf(layer, step);
    const before = timeOf(layer, step - 1);
    const isFirst = step == 0;
    const cells = cellAt(layer, t, 0, kept);
    multiplyPacked(batch, columns, width, layer.x + bytesOf(t * width), time * width, packedKernel, cells, kept, 0, 0);
    if (!isFirst) {
      const hidden = hiddenAt(layer, before, 0);
      multiplyPacked(batch, columns, units, hidden, time * units, packedRecurrent, cells, kept, cells, kept);
    }
    for (let i: i32 = 0; i < batch; i++) {
      const cell = cellAt(layer, t, i, kept);
      const cellBefore = cellAt(layer, before, i, kept) + bytesOf(CELL * units);
      const hidden = hiddenAt(layer, t, i);
      if (isPadding(layer, t, i)) {
        carry(cell + bytesOf(CELL * units), cellBefore, isFirst, units);
        carry(hidden, hiddenAt(layer, before, i), isFirst, units);
      } else {
        activate(cell, layer.bias, cellBefore, isFirst, hidden, units);
      }
    }
  }
}

/** From the gates' sums without the bias, the first four of a cell, to the whole cell and the hidden state. */
function activate(cell: usize, bias: usize, cellBefore: usize, isFirst: bool, hidden: usize, units: i32): void {
  const gate = bytesOf(units);
  for (let unit: i32 = 0; unit < units; unit += 4) {
    const lanes = units - unit;
    const i = logistic(f32x4.add(loadLanes(cell, lanes), loadLanes(bias, lanes)));
    const f = logistic(f32x4.add(loadLanes(cell + gate, lanes), loadLanes(bias + gate, lanes)));
    const g = hyperbolicTangent(f32x4.add(loadLanes(cell + 2 * gate, lanes), loadLanes(bias + 2 * gate, lanes)));
    const o = logistic(f32x4.add(loadLanes(cell + 3 * gate, lanes), loadLanes(bias + 3 * gate, lanes)));
    let c = f32x4.mul(i, g);
    if (!isFirst) c = multiplyAdd(f, loadLanes(cellBefore, lanes), c);
    const squashed = hyperbolicTangent(c);
    storeLanes(cell, i, lanes);
    storeLanes(cell + gate, f, lanes);
    storeLanes(cell + 2 * gate, g, lanes);
    storeLanes(cell + 3 * gate, o, lanes);
    storeLanes(cell + 4 * gate, c, lanes);
    storeLanes(cell + 5 * gate, squashed, lanes);
    storeLanes(hidden, f32x4.mul(o, squashed), lanes);
    cell += 16;
    bias += 16;
    cellBefore += 16;
    hidden += 16;
  }
}

export function lstmGradientScratchBytes(layer: RecurrentLayer): usize {
  const columns = GATES * layer.units;
  const states = 2 * bytesOf(layer.batch) * layer.units;
  return states + packedBytes(layer.units, columns) + layerGradientsScratchBytes(layer, columns);
}

/**
 * dy (batch, time, units) -> the gradients of x, of both kernels and of the bias, from the hidden states and cells of the way
 * forward; on the way those of the gates, dGates (time, batch, 4 x units). `scratch` has lstmGradientScratchBytes() bytes.
 */
export function lstmGradient(
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
  const dCell = dHidden + batch * row;
  const packedRecurrent = dCell + batch * row;
  const products = packedRecurrent + packedBytes(units, columns);
  packRight(true, units, columns, layer.recurrentKernel, columns, packedRecurrent);
  memory.fill(dHidden, 0, 2 * batch * row);

  for (let step: i32 = time - 1; step >= 0; step--) {
    const t = timeOf(layer, step);
    const before = timeOf(layer, step - 1);
    const isFirst = step == 0;
    const dStep = dGates + bytesOf(t * batch) * columns;
    for (let i: i32 = 0; i < batch; i++) {
      const dyRow = dy + bytesOf(i * time + t) * units;
      const dRow = dStep + bytesOf(i) * columns;
      if (isPadding(layer, t, i)) {
        addTo(dHidden + i * row, dyRow, row);
        memory.fill(dRow, 0, bytesOf(columns));
      } else {
        const cellBefore = cellAt(layer, before, i, kept) + bytesOf(CELL * units);
        differentiate(cellAt(layer, t, i, kept), cellBefore, isFirst, dyRow, dHidden + i * row, dCell + i * row, dRow, units);
      }
    }
    if (!isFirst) multiplyPacked(batch, units, columns, dStep, columns, packedRecurrent, dHidden, units, dHidden, units);
  }
  sumLeading(dGates, time * batch, columns, dBias);
  layerGradients(layer, columns, dGates, dGates, dx, dKernel, dRecurrentKernel, products);
}

/**
 * The way back through a cell: the gradients of its gates, and in place of dHidden and dCell those of the states before it, as
 * far as they do not go through the gates.
 */
function differentiate(
  cell: usize,
  cellBefore: usize,
  isFirst: bool,
  dy: usize,
  dHidden: usize,
  dCell: usize,
  dGates: usize,
  units: i32,
): void {
  const gate = bytesOf(units);
  const one = f32x4.splat(1);
  for (let unit: i32 = 0; unit < units; unit += 4) {
    const lanes = units - unit;
    const i = loadLanes(cell, lanes);
    const f = loadLanes(cell + gate, lanes);
    const g = loadLanes(cell + 2 * gate, lanes);
    const o = loadLanes(cell + 3 * gate, lanes);
    const squashed = loadLanes(cell + 5 * gate, lanes);
    const dh = f32x4.add(loadLanes(dy, lanes), loadLanes(dHidden, lanes));
    const slope = f32x4.mul(o, f32x4.sub(one, f32x4.mul(squashed, squashed)));
    const dc = multiplyAdd(dh, slope, loadLanes(dCell, lanes));
    storeLanes(dHidden, f32x4.splat(0), lanes);
    storeLanes(dCell, f32x4.mul(dc, f), lanes);
    const di = f32x4.mul(f32x4.mul(dc, g), f32x4.mul(i, f32x4.sub(one, i)));
    const c = isFirst ? f32x4.splat(0) : loadLanes(cellBefore, lanes);
    const df = f32x4.mul(f32x4.mul(dc, c), f32x4.mul(f, f32x4.sub(one, f)));
    const dg = f32x4.mul(f32x4.mul(dc, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dOutput = f32x4.mul(f32x4.mul(dh, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    storeLanes(dGates, di, lanes);
    storeLanes(dGates + gate, df, lanes);
    storeLanes(dGates + 2 * gate, dg, lanes);
    storeLanes(dGates + 3 * gate, dOutput, lanes);
    cell += 16;
    cellBefore += 16;
    dy += 16;
    dHidden += 16;
    dCell += 16;
    dGates += 16;
  }
}
