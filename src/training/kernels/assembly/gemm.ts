// Matrix product by blocks: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008,
// https://doi.org/10.1145/1356052.1356053. Blocks of A and panels of B are packed into contiguous scratch so that the
// innermost loop streams through both, whatever the transpositions: that costs one copy of each and makes every case as
// fast as the best one.
//
// Notation: C (m, n) = op(A) (m, depth) op(B) (depth, n), row-major; op transposes or not. A step from one row of op(X) to
// the next is `rowStep` floats, from one column to the next `columnStep`; a transposition swaps the two.

import { bytesOf, multiplyAdd } from './simd';

/** Rows and columns of the tile of C that the innermost loop keeps in 8 vector registers. */
const TILE_ROWS: i32 = 4;
const TILE_COLUMNS: i32 = 8;
/** Depth of a block: a panel of B, 256 x 8 floats = 8 KiB, stays in the first-level cache. */
const DEPTH_BLOCK: i32 = 256;
/** Rows of a block: a block of A, 96 x 256 floats = 96 KiB, stays in the second-level cache. A multiple of TILE_ROWS. */
const ROW_BLOCK: i32 = 96;

/** n, filled up to whole tiles. */
// @ts-ignore: decorator
@inline
function paddedColumns(n: i32): i32 {
  return (n + TILE_COLUMNS - 1) & ~(TILE_COLUMNS - 1);
}

/** Bytes of one packed block of A. */
// @ts-ignore: decorator
@inline
function packedLeftBytes(): usize {
  return bytesOf(ROW_BLOCK * DEPTH_BLOCK);
}

/** Bytes of scratch that a product with n columns needs: one packed block of A, then the packed panels of B. */
export function gemmScratchBytes(n: i32): usize {
  return packedLeftBytes() + bytesOf(DEPTH_BLOCK * paddedColumns(n));
}

/** Packs op(B)[0..depth, 0..n) into panels [n / 8][depth][8]; what juts out of B is 0. */
function packB(b: usize, rowStep: i32, columnStep: i32, depth: i32, n: i32, panels: usize): void {
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

/** Packs op(A)[0..rows, 0..depth) into panels [rows / 4][depth][4]; what juts out of A is 0. */
function packA(a: usize, rowStep: i32, columnStep: i32, rows: i32, depth: i32, panels: usize): void {
  for (let i: i32 = 0; i < rows; i += TILE_ROWS) {
    const height = min(TILE_ROWS, rows - i);
    const corner = a + bytesOf(i * rowStep);
    if (height == TILE_ROWS && columnStep == 1) packFourRows(corner, rowStep, depth, panels);
    else if (height == TILE_ROWS && rowStep == 1) packFourColumns(corner, columnStep, depth, panels);
    else packEdgeRows(corner, rowStep, columnStep, height, depth, panels);
    panels += bytesOf(TILE_ROWS * depth);
  }
}

/** [4][depth] -> [depth][4]. */
function packFourRows(a: usize, rowStep: i32, depth: i32, panel: usize): void {
  let k: i32 = 0;
  for (; k + 4 <= depth; k += 4) {
    transposeFour(a + bytesOf(k), rowStep, panel, 4 * TILE_ROWS);
    panel += 16 * TILE_ROWS;
  }
  packEdgeRows(a + bytesOf(k), rowStep, 1, TILE_ROWS, depth - k, panel);
}

/** [depth][4] with rows far apart -> [depth][4]. */
function packFourColumns(a: usize, columnStep: i32, depth: i32, panel: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    v128.store(panel, v128.load(a));
    panel += 4 * TILE_ROWS;
    a += bytesOf(columnStep);
  }
}

function packEdgeRows(a: usize, rowStep: i32, columnStep: i32, height: i32, depth: i32, panel: usize): void {
  for (let k: i32 = 0; k < depth; k++) {
    for (let r: i32 = 0; r < TILE_ROWS; r++) {
      const value: f32 = r < height ? load<f32>(a + bytesOf(r * rowStep)) : 0;
      store<f32>(panel + bytesOf(r), value);
    }
    panel += 4 * TILE_ROWS;
    a += bytesOf(columnStep);
  }
}

/** Stores one row of a tile, `width` <= 8 floats of it, or adds it to what is there. */
// @ts-ignore: decorator
@inline
function storeRow(c: usize, left: v128, right: v128, width: i32, accumulate: bool): void {
  if (width == TILE_COLUMNS) {
    if (accumulate) {
      left = f32x4.add(left, v128.load(c));
      right = f32x4.add(right, v128.load(c, 16));
    }
    v128.store(c, left);
    v128.store(c, right, 16);
  } else {
    storeEdgeRow(c, left, right, width, accumulate);
  }
}

function storeEdgeRow(c: usize, left: v128, right: v128, width: i32, accumulate: bool): void {
  let rest = left;
  if (width >= 4) {
    v128.store(c, accumulate ? f32x4.add(left, v128.load(c)) : left);
    c += 16;
    width -= 4;
    rest = right;
  }
  if (width > 0) storeLane(c, f32x4.extract_lane(rest, 0), accumulate);
  if (width > 1) storeLane(c + 4, f32x4.extract_lane(rest, 1), accumulate);
  if (width > 2) storeLane(c + 8, f32x4.extract_lane(rest, 2), accumulate);
}

// @ts-ignore: decorator
@inline
function storeLane(c: usize, value: f32, accumulate: bool): void {
  store<f32>(c, accumulate ? load<f32>(c) + value : value);
}

/**
 * One tile: C (height <= 4, width <= 8) from a panel of A [depth][4] and a panel of B [depth][8].
 * The loop over the depth is not unrolled: the engine then runs out of registers, which made it a third slower.
 */
function multiplyTile(a: usize, b: usize, depth: i32, c: usize, cRowStep: i32, height: i32, width: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = a + bytesOf(TILE_ROWS * depth);
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let element = v128.load_splat<f32>(a);
    c00 = multiplyAdd(element, b0, c00);
    c01 = multiplyAdd(element, b1, c01);
    element = v128.load_splat<f32>(a, 4);
    c10 = multiplyAdd(element, b0, c10);
    c11 = multiplyAdd(element, b1, c11);
    element = v128.load_splat<f32>(a, 8);
    c20 = multiplyAdd(element, b0, c20);
    c21 = multiplyAdd(element, b1, c21);
    element = v128.load_splat<f32>(a, 12);
    c30 = multiplyAdd(element, b0, c30);
    c31 = multiplyAdd(element, b1, c31);
    a += 4 * TILE_ROWS;
    b += 4 * TILE_COLUMNS;
  }
  const row = bytesOf(cRowStep);
  storeRow(c, c00, c01, width, accumulate);
  if (height > 1) storeRow(c + row, c10, c11, width, accumulate);
  if (height > 2) storeRow(c + 2 * row, c20, c21, width, accumulate);
  if (height > 3) storeRow(c + 3 * row, c30, c31, width, accumulate);
}

/** Multiplies a packed block of A (rows, depth) with all packed panels of B (depth, n). */
function multiplyBlock(a: usize, b: usize, rows: i32, n: i32, depth: i32, c: usize, cRowStep: i32, accumulate: bool): void {
  for (let j: i32 = 0; j < n; j += TILE_COLUMNS) {
    const panelB = b + bytesOf(j * depth);
    const width = min(TILE_COLUMNS, n - j);
    for (let i: i32 = 0; i < rows; i += TILE_ROWS) {
      const tile = c + bytesOf(i * cRowStep + j);
      multiplyTile(a + bytesOf(i * depth), panelB, depth, tile, cRowStep, min(TILE_ROWS, rows - i), width, accumulate);
    }
  }
}

/**
 * C (m, n) = op(A) (m, depth) op(B) (depth, n), or C += it.
 * The strides are the floats from one stored row to the next, before any transposition. `scratch` has gemmScratchBytes(n) bytes.
 */
export function stridedGemm(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  b: usize,
  bStride: i32,
  c: usize,
  cStride: i32,
  accumulate: bool,
  scratch: usize,
): void {
  const aRowStep = transposeA ? 1 : aStride;
  const aColumnStep = transposeA ? aStride : 1;
  const bRowStep = transposeB ? 1 : bStride;
  const bColumnStep = transposeB ? bStride : 1;
  const packedA = scratch;
  const packedB = scratch + packedLeftBytes();
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    packB(b + bytesOf(k * bRowStep), bRowStep, bColumnStep, blockDepth, n, packedB);
    for (let i: i32 = 0; i < m; i += ROW_BLOCK) {
      const rows = min(ROW_BLOCK, m - i);
      packA(a + bytesOf(i * aRowStep + k * aColumnStep), aRowStep, aColumnStep, rows, blockDepth, packedA);
      multiplyBlock(packedA, packedB, rows, n, blockDepth, c + bytesOf(i * cStride), cStride, accumulate || k > 0);
    }
  }
}

/** The same with a dense C. */
export function gemm(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  b: usize,
  bStride: i32,
  c: usize,
  accumulate: bool,
  scratch: usize,
): void {
  stridedGemm(transposeA, transposeB, m, n, depth, a, aStride, b, bStride, c, n, accumulate, scratch);
}

/** Bytes of the whole of op(B) (depth, n) in panels. */
export function packedBytes(n: i32, depth: i32): usize {
  return bytesOf(depth * paddedColumns(n));
}

/** Packs the whole of op(B) (depth, n), for multiplyPacked: worth it where one B is multiplied with many A. */
export function packRight(transposeB: bool, n: i32, depth: i32, b: usize, bStride: i32, packed: usize): void {
  const rowStep = transposeB ? 1 : bStride;
  const columnStep = transposeB ? bStride : 1;
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    packB(b + bytesOf(k * rowStep), rowStep, columnStep, blockDepth, n, packed + bytesOf(k * paddedColumns(n)));
  }
}

/**
 * C (m, n) = A (m, depth) op(B), or C += it, with op(B) packed by packRight. `aStride` and `cStride` are the floats from one row to
 * the next. `scratch` has room for a packed block of A, as gemmScratchBytes counts it.
 */
export function multiplyPacked(
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  packedB: usize,
  c: usize,
  cStride: i32,
  accumulate: bool,
  scratch: usize,
): void {
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    const panels = packedB + bytesOf(k * paddedColumns(n));
    for (let i: i32 = 0; i < m; i += ROW_BLOCK) {
      const rows = min(ROW_BLOCK, m - i);
      packA(a + bytesOf(i * aStride + k), aStride, 1, rows, blockDepth, scratch);
      multiplyBlock(scratch, panels, rows, n, blockDepth, c + bytesOf(i * cStride), cStride, accumulate || k > 0);
    }
  }
}

/**
 * `batch` products, one after the other. `aStep` and `bStep` are the floats from one matrix to the next; 0 uses the same
 * matrix for all of them.
 */
export function gemmBatched(
  batch: i32,
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  aStep: i32,
  b: usize,
  bStride: i32,
  bStep: i32,
  c: usize,
  scratch: usize,
): void {
  for (let i: i32 = 0; i < batch; i++) {
    gemm(transposeA, transposeB, m, n, depth, a, aStride, b, bStride, c, false, scratch);
    a += bytesOf(aStep);
    b += bytesOf(bStep);
    c += bytesOf(m * n);
  }
}
