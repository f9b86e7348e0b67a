// The innermost loop of the matrix product: a tile of C, kept in vector registers, from some rows of A and a panel of B.

import { bytesOf, loadLanes, multiplyAdd, storeLanes } from './simd';

/** Rows and columns of a tile: 12 vector registers, or 8 where a product that is not fused with its sum needs one of its own. */
export const TILE_ROWS: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
export const TILE_COLUMNS: i32 = 8;
/** Rows of the smaller tile, which takes what is left below the others. */
export const SMALL_TILE_ROWS: i32 = 4;

/** Bytes of a dense tile. */
// @ts-ignore: decorator
@inline
export function tileBytes(): usize {
  return bytesOf(TILE_ROWS * TILE_COLUMNS);
}

/** A row of a tile, added to the addend's. */
// @ts-ignore: decorator
@inline
function storeSum(c: usize, left: v128, right: v128, addend: usize): void {
  v128.store(c, f32x4.add(left, v128.load(addend)));
  v128.store(c, f32x4.add(right, v128.load(addend, 16)), 16);
}

// @ts-ignore: decorator
@inline
function storeRow(c: usize, left: v128, right: v128): void {
  v128.store(c, left);
  v128.store(c, right, 16);
}

/**
 * One tile: C (rows, 8) from `rows` rows of op(A), 6 or 4 and known when this is compiled, and a panel of B [depth][8]; steps are in
 * bytes here. Only `height` of the rows need to be there; what is computed below them means nothing.
 * The engine keeps the sums in registers only if the loop is not unrolled and what follows it has few branches: else this is half as
 * fast, or a third slower.
 */
// @ts-ignore: decorator
@inline
function multiplyTile(
  rows: i32,
  a: usize,
  rowStep: usize,
  columnStep: usize,
  height: i32,
  panel: usize,
  depth: i32,
  c: usize,
  cStep: usize,
  addend: usize,
  addendStep: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  let a0 = a;
  let a1 = a0 + (height > 1 ? rowStep : 0);
  let a2 = a1 + (height > 2 ? rowStep : 0);
  let a3 = a2 + (height > 3 ? rowStep : 0);
  let a4 = a3 + (height > 4 ? rowStep : 0);
  let a5 = a4 + (height > 5 ? rowStep : 0);
  const end = panel + bytesOf(TILE_COLUMNS * depth);
  while (panel < end) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    let element = v128.load_splat<f32>(a0);
    c00 = multiplyAdd(element, b0, c00);
    c01 = multiplyAdd(element, b1, c01);
    element = v128.load_splat<f32>(a1);
    c10 = multiplyAdd(element, b0, c10);
    c11 = multiplyAdd(element, b1, c11);
    element = v128.load_splat<f32>(a2);
    c20 = multiplyAdd(element, b0, c20);
    c21 = multiplyAdd(element, b1, c21);
    element = v128.load_splat<f32>(a3);
    c30 = multiplyAdd(element, b0, c30);
    c31 = multiplyAdd(element, b1, c31);
    a0 += columnStep;
    a1 += columnStep;
    a2 += columnStep;
    a3 += columnStep;
    if (rows > SMALL_TILE_ROWS) {
      element = v128.load_splat<f32>(a4);
      c40 = multiplyAdd(element, b0, c40);
      c41 = multiplyAdd(element, b1, c41);
      element = v128.load_splat<f32>(a5);
      c50 = multiplyAdd(element, b0, c50);
      c51 = multiplyAdd(element, b1, c51);
      a4 += columnStep;
      a5 += columnStep;
    }
    panel += 4 * TILE_COLUMNS;
  }
  if (addend != 0) {
    storeSum(c, c00, c01, addend);
    storeSum((c += cStep), c10, c11, (addend += addendStep));
    storeSum((c += cStep), c20, c21, (addend += addendStep));
    storeSum((c += cStep), c30, c31, (addend += addendStep));
    if (rows > SMALL_TILE_ROWS) {
      storeSum((c += cStep), c40, c41, (addend += addendStep));
      storeSum((c += cStep), c50, c51, (addend += addendStep));
    }
  } else {
    storeRow(c, c00, c01);
    storeRow((c += cStep), c10, c11);
    storeRow((c += cStep), c20, c21);
    storeRow((c += cStep), c30, c31);
    if (rows > SMALL_TILE_ROWS) {
      storeRow((c += cStep), c40, c41);
      storeRow((c += cStep), c50, c51);
    }
  }
}

/** A tile of 6 rows. */
export function multiplyLargeTile(
  a: usize,
  rowStep: usize,
  columnStep: usize,
  height: i32,
  panel: usize,
  depth: i32,
  c: usize,
  cStep: usize,
  addend: usize,
  addendStep: usize,
): void {
  multiplyTile(TILE_ROWS, a, rowStep, columnStep, height, panel, depth, c, cStep, addend, addendStep);
}

/** A tile of 4 rows. */
export function multiplySmallTile(
  a: usize,
  rowStep: usize,
  columnStep: usize,
  height: i32,
  panel: usize,
  depth: i32,
  c: usize,
  cStep: usize,
  addend: usize,
  addendStep: usize,
): void {
  multiplyTile(SMALL_TILE_ROWS, a, rowStep, columnStep, height, panel, depth, c, cStep, addend, addendStep);
}

/** Stores the part (height, width) of a dense tile that lies within C. */
export function storeEdge(
  tile: usize,
  height: i32,
  width: i32,
  c: usize,
  cStep: usize,
  addend: usize,
  addendStep: usize,
): void {
  for (let row: i32 = 0; row < height; row++) {
    for (let column: i32 = 0; column < width; column += 4) {
      const at = bytesOf(column);
      const lanes = width - column;
      const sums = v128.load(tile + at);
      storeLanes(c + at, addend == 0 ? sums : f32x4.add(sums, loadLanes(addend + at, lanes)), lanes);
    }
    tile += 4 * TILE_COLUMNS;
    c += cStep;
    addend += addendStep;
  }
}
