// op(B) (depth, n) of a matrix product, packed into panels of 8 columns, [n / 8][depth][8], whatever its transposition. From one row
// of op(B) to the next it is `rowStep` floats, from one column to the next `columnStep`.

import { TILE_COLUMNS } from './gemm-tile';
import { bytesOf } from './simd';

/** Bytes of all panels. */
// @ts-ignore: decorator
@inline
export function panelBytes(n: i32, depth: i32): usize {
  return bytesOf(depth * paddedColumns(n));
}

/** n, filled up to whole tiles. */
// @ts-ignore: decorator
@inline
function paddedColumns(n: i32): i32 {
  return (n + TILE_COLUMNS - 1) & ~(TILE_COLUMNS - 1);
}

/** What juts out of B is 0. */
export function packB(b: usize, rowStep: i32, columnStep: i32, depth: i32, n: i32, panels: usize): void {
  for (let j: i32 = 0; j < n; j += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, n - j);
    const corner = b + bytesOf(j * columnStep);
    if (width == TILE_COLUMNS && columnStep == 1) packEightWide(corner, rowStep, depth, panels);
    else if (width == TILE_COLUMNS && rowStep == 1) packEightLong(corner, columnStep, depth, panels);
    else packEdgeColumns(corner, rowStep, columnStep, width, depth, panels);
    panels += bytesOf(TILE_COLUMNS * depth);
  }
}

/** [depth][8] with rows far apart -> [depth][8]. */
function packEightWide(b: usize, rowStep: i32, depth: i32, panel: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    v128.store(panel, v128.load(b));
    v128.store(panel, v128.load(b, 16), 16);
    panel += 4 * TILE_COLUMNS;
    b += bytesOf(rowStep);
  }
}

/** [8][depth] -> [depth][8]. */
function packEightLong(b: usize, columnStep: i32, depth: i32, panel: usize): void {
  const lower = b + bytesOf(4 * columnStep);
  let k: i32 = 0;
  for (; k + 4 <= depth; k += 4) {
    transposeFour(b + bytesOf(k), columnStep, panel, 4 * TILE_COLUMNS);
    transposeFour(lower + bytesOf(k), columnStep, panel + 16, 4 * TILE_COLUMNS);
    panel += 16 * TILE_COLUMNS;
  }
  packEdgeColumns(b + bytesOf(k), 1, columnStep, TILE_COLUMNS, depth - k, panel);
}

function packEdgeColumns(b: usize, rowStep: i32, columnStep: i32, width: i32, depth: i32, panel: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    for (let c: i32 = 0; c < TILE_COLUMNS; c++) {
      const value: f32 = c < width ? load<f32>(b + bytesOf(c * columnStep)) : 0;
      store<f32>(panel + bytesOf(c), value);
    }
    panel += 4 * TILE_COLUMNS;
    b += bytesOf(rowStep);
  }
}

/** Transposes 4 x 4 floats in registers, from rows `rowStep` floats apart to rows `targetStep` bytes apart. */
// @ts-ignore: decorator
@inline
function transposeFour(source: usize, rowStep: i32, target: usize, targetStep: usize): void {
  const row = bytesOf(rowStep);
  const a0 = v128.load(source);
  const a1 = v128.load(source + row);
  const a2 = v128.load(source + 2 * row);
  const a3 = v128.load(source + 3 * row);
  const low01 = v128.shuffle<f32>(a0, a1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(a0, a1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(a2, a3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(a2, a3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(target + targetStep, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(target + 2 * targetStep, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(target + 3 * targetStep, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}
