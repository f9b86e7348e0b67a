// The mean of the embeddings that a text's ids name, and its gradient, without the (batch, length, width) tensor of all the
// embeddings in between. Negative ids are padding; a text of padding alone has a mean of zeros.

import { addScaledTo, bytesOf } from './simd';

/** Bytes of the block of columns that averageBlock holds in 8 registers: two cache lines of each row. */
const BLOCK: usize = 128;

/**
 * table (rows, width), ids (batch, length) -> means (batch, width).
 * Returns -1, or the first place in ids that names no row of the table.
 */
export function embeddingBag(table: usize, rows: i32, width: i32, ids: usize, batch: i32, length: i32, means: usize): i32 {
  const rowBytes = bytesOf(width);
  for (let text: i32 = 0; text < batch; text++) {
    let count: i32 = 0;
    for (let i: i32 = 0; i < length; i++) {
      const id = load<i32>(ids + bytesOf(i));
      if (id >= rows) return text * length + i;
      if (id >= 0) count++;
    }
    const share: f32 = 1 / <f32>max(count, 1);
    let column: usize = 0;
    for (; column + BLOCK <= rowBytes; column += BLOCK) {
      averageBlock(table + column, rowBytes, ids, length, share, means + column);
    }
    for (; column + 16 <= rowBytes; column += 16) {
      averageFour(table + column, rowBytes, ids, length, share, means + column);
    }
    for (; column < rowBytes; column += 4) averageOne(table + column, rowBytes, ids, length, share, means + column);
    ids += bytesOf(length);
    means += rowBytes;
  }
  return -1;
}

/** The mean of 32 columns, summed in 8 registers. */
function averageBlock(table: usize, rowBytes: usize, ids: usize, length: i32, share: f32, mean: usize): void {
  let sum0 = f32x4.splat(0);
  let sum1 = f32x4.splat(0);
  let sum2 = f32x4.splat(0);
  let sum3 = f32x4.splat(0);
  let sum4 = f32x4.splat(0);
  let sum5 = f32x4.splat(0);
  let sum6 = f32x4.splat(0);
  let sum7 = f32x4.splat(0);
  for (let i: i32 = 0; i < length; i++) {
    const id = load<i32>(ids + bytesOf(i));
    if (id < 0) continue;
    const row = table + <usize>id * rowBytes;
    sum0 = f32x4.add(sum0, v128.load(row));
    sum1 = f32x4.add(sum1, v128.load(row, 16));
    sum2 = f32x4.add(sum2, v128.load(row, 32));
    sum3 = f32x4.add(sum3, v128.load(row, 48));
    sum4 = f32x4.add(sum4, v128.load(row, 64));
    sum5 = f32x4.add(sum5, v128.load(row, 80));
    sum6 = f32x4.add(sum6, v128.load(row, 96));
    sum7 = f32x4.add(sum7, v128.load(row, 112));
  }
  const shares = f32x4.splat(share);
  v128.store(mean, f32x4.mul(sum0, shares));
  v128.store(mean, f32x4.mul(sum1, shares), 16);
  v128.store(mean, f32x4.mul(sum2, shares), 32);
  v128.store(mean, f32x4.mul(sum3, shares), 48);
  v128.store(mean, f32x4.mul(sum4, shares), 64);
  v128.store(mean, f32x4.mul(sum5, shares), 80);
  v128.store(mean, f32x4.mul(sum6, shares), 96);
  v128.store(mean, f32x4.mul(sum7, shares), 112);
}

function averageFour(table: usize, rowBytes: usize, ids: usize, length: i32, share: f32, mean: usize): void {
  let sum = f32x4.splat(0);
  for (let i: i32 = 0; i < length; i++) {
    const id = load<i32>(ids + bytesOf(i));
    if (id >= 0) sum = f32x4.add(sum, v128.load(table + <usize>id * rowBytes));
  }
  v128.store(mean, f32x4.mul(sum, f32x4.splat(share)));
}

function averageOne(table: usize, rowBytes: usize, ids: usize, length: i32, share: f32, mean: usize): void {
  let sum: f32 = 0;
  for (let i: i32 = 0; i < length; i++) {
    const id = load<i32>(ids + bytesOf(i));
    if (id >= 0) sum += load<f32>(table + <usize>id * rowBytes);
  }
  store<f32>(mean, sum * share);
}

/** dy (batch, width), ids (batch, length) -> the table's gradient (rows, width), zeroed before. Ids were checked on the way forward. */
export function embeddingBagGradient(dy: usize, ids: usize, batch: i32, length: i32, width: i32, tableGradient: usize): void {
  const rowBytes = bytesOf(width);
  for (let text: i32 = 0; text < batch; text++) {
    let count: i32 = 0;
    for (let i: i32 = 0; i < length; i++) if (load<i32>(ids + bytesOf(i)) >= 0) count++;
    const share: f32 = 1 / <f32>max(count, 1);
    for (let i: i32 = 0; i < length; i++) {
      const id = load<i32>(ids + bytesOf(i));
      if (id >= 0) addScaledTo(tableGradient + <usize>id * rowBytes, dy, share, rowBytes);
    }
    ids += bytesOf(length);
    dy += rowBytes;
  }
}
