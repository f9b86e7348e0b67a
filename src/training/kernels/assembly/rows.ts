// Moving and adding up whole rows: gathers, their gradients, sums over leading or trailing axes, biases, slices.

import { addTo, bytesOf } from './simd';

/**
 * target[i] = table[ids[i]] for i < count; `width` bytes a row, `rows` rows in the table.
 * Returns -1, or the first i whose id is not a row of the table.
 */
export function gatherRows(table: usize, rows: i32, ids: usize, count: i32, width: i32, target: usize): i32 {
  for (let i: i32 = 0; i < count; i++) {
    const id = load<i32>(ids + bytesOf(i));
    if (id < 0 || id >= rows) return i;
    memory.copy(target, table + <usize>id * <usize>width, width);
    target += <usize>width;
  }
  return -1;
}

/** target[ids[i]] += source[i] for i < count; `width` floats a row. Ids outside the `rows` of the target are left out. */
export function scatterAddRows(source: usize, ids: usize, count: i32, width: i32, rows: i32, target: usize): void {
  const bytes = bytesOf(width);
  for (let i: i32 = 0; i < count; i++, source += bytes) {
    const id = load<i32>(ids + bytesOf(i));
    if (id >= 0 && id < rows) addTo(target + <usize>id * bytes, source, bytes);
  }
}

/** x (rows, columns) -> the sum of its rows (columns). */
export function sumLeading(x: usize, rows: i32, columns: i32, sums: usize): void {
  const bytes = bytesOf(columns);
  memory.fill(sums, 0, bytes);
  for (let row: i32 = 0; row < rows; row++, x += bytes) addTo(sums, x, bytes);
}

/** x (rows, columns) -> the sum of each row (rows), in four interleaved partial sums. */
export function sumTrailing(x: usize, rows: i32, columns: i32, sums: usize): void {
  for (let row: i32 = 0; row < rows; row++) {
    let partial = f32x4.splat(0);
    let column: i32 = 0;
    for (; column + 4 <= columns; column += 4, x += 16) partial = f32x4.add(partial, v128.load(x));
    let sum = f32x4.extract_lane(partial, 0) + f32x4.extract_lane(partial, 1);
    sum += f32x4.extract_lane(partial, 2) + f32x4.extract_lane(partial, 3);
    for (; column < columns; column++, x += 4) sum += load<f32>(x);
    store<f32>(sums + bytesOf(row), sum);
  }
}

/** y = x + row, for every row of x and y (rows, width); the row is (width). */
export function addRow(x: usize, row: usize, rows: i32, width: i32, y: usize): void {
  const bytes = bytesOf(width);
  for (let i: i32 = 0; i < rows; i++, x += bytes, y += bytes) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) v128.store(y + at, f32x4.add(v128.load(x + at), v128.load(row + at)));
    for (; at < bytes; at += 4) store<f32>(y + at, load<f32>(x + at) + load<f32>(row + at));
  }
}

/**
 * Copies `outer` x `inner` blocks of `width` bytes, which lie `outerStep` and `innerStep` bytes apart in the source, to a
 * dense target.
 */
export function copyBlocks(
  source: usize,
  outer: i32,
  outerStep: i32,
  inner: i32,
  innerStep: i32,
  width: i32,
  target: usize,
): void {
  for (let i: i32 = 0; i < outer; i++, source += <usize>outerStep) {
    let block = source;
    for (let j: i32 = 0; j < inner; j++, block += <usize>innerStep) {
      memory.copy(target, block, width);
      target += <usize>width;
    }
  }
}
