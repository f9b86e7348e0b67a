// Matrix product by blocks: Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008,
// https://doi.org/10.1145/1356052.1356053. Panels of B are packed into contiguous scratch, so that the innermost loop streams
// through them whatever the transposition. A is read where it lies, since the loop takes single elements of it, for which one stride
// is as good as another, unless its columns lie far apart.
//
// Notation: C (m, n) = op(A) (m, depth) op(B) (depth, n) + addend, row-major; op transposes or not. A step from one row of op(X) to
// the next is `rowStep` floats, from one column to the next `columnStep`; a transposition swaps the two. The addend's rows are
// `addendStride` floats apart: C itself adds to what is there, a stride of 0 adds one row, as a bias is, to all; at address 0 there
// is none.

import { packB, panelBytes } from './gemm-panels';
import { multiplyLargeTile, multiplySmallTile, SMALL_TILE_ROWS, storeEdge, TILE_COLUMNS, TILE_ROWS, tileBytes } from './gemm-tile';
import { bytesOf } from './simd';

/** Depth of a block: a panel of B, 256 x 8 floats = 8 KiB, stays in the first-level cache. */
const DEPTH_BLOCK: i32 = 256;
/** Rows of a block: a block of A, 96 x 256 floats = 96 KiB, stays in the second-level cache. A multiple of TILE_ROWS. */
const ROW_BLOCK: i32 = 96;
/** Floats between the columns of op(A) from which on they are copied: further apart, few of them fit into the cache together. */
const FAR: i32 = 512;

/** Bytes of scratch that a product with n columns needs: one block's panels of B, a tile and the columns of a block of A. */
export function gemmScratchBytes(n: i32): usize {
  return packedBytes(n, DEPTH_BLOCK) + bytesOf(ROW_BLOCK * DEPTH_BLOCK);
}

/** Bytes of the whole of op(B) (depth, n) in panels, with room for a tile behind them. */
export function packedBytes(n: i32, depth: i32): usize {
  return panelBytes(n, depth) + tileBytes();
}

/** C (m, n) from a block of op(A) (m, depth) and all packed panels of B (depth, n); steps in bytes. `edge` has room for a tile. */
function multiplyBlock(
  a: usize,
  rowStep: usize,
  columnStep: usize,
  panels: usize,
  m: i32,
  n: i32,
  depth: i32,
  c: usize,
  cStep: usize,
  addend: usize,
  addendStep: usize,
  edge: usize,
): void {
  for (let j: i32 = 0; j < n; j += TILE_COLUMNS) {
    const panel = panels + bytesOf(j * depth);
    const width = min(TILE_COLUMNS, n - j);
    for (let i: i32 = 0; i < m; i += TILE_ROWS) {
      const height = min(TILE_ROWS, m - i);
      const isSmall = height <= SMALL_TILE_ROWS;
      const isWhole = width == TILE_COLUMNS && height == (isSmall ? SMALL_TILE_ROWS : TILE_ROWS);
      const row = a + i * rowStep;
      const corner = c + i * cStep + bytesOf(j);
      const added = addend == 0 ? 0 : addend + i * addendStep + bytesOf(j);
      const target = isWhole ? corner : edge;
      const targetStep = isWhole ? cStep : 4 * TILE_COLUMNS;
      const sumWith = isWhole ? added : 0;
      if (isSmall) multiplySmallTile(row, rowStep, columnStep, height, panel, depth, target, targetStep, sumWith, addendStep);
      else multiplyLargeTile(row, rowStep, columnStep, height, panel, depth, target, targetStep, sumWith, addendStep);
      if (!isWhole) storeEdge(edge, height, width, corner, cStep, added, addendStep);
    }
  }
}

/**
 * C (m, n) from op(A) (m, depth), whose stored rows are `aStride` floats apart, and all packed panels of B, a block of rows at a time.
 * `edge` has room for a tile and, where A is transposed, for the columns of a block behind it.
 */
function multiplyRows(
  transposeA: bool,
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  panels: usize,
  c: usize,
  cStride: i32,
  addend: usize,
  addendStride: i32,
  edge: usize,
): void {
  const columns = edge + tileBytes();
  const copiesColumns = transposeA && aStride >= FAR;
  const step = bytesOf(copiesColumns ? ROW_BLOCK : aStride);
  const rowStep = transposeA ? 4 : step;
  const columnStep = transposeA ? step : 4;
  const cStep = bytesOf(cStride);
  const addendStep = bytesOf(addendStride);
  for (let i: i32 = 0; i < m; i += ROW_BLOCK) {
    const rows = min(ROW_BLOCK, m - i);
    const block = a + bytesOf(transposeA ? i : i * aStride);
    if (copiesColumns) copyRows(block, aStride, depth, rows, columns);
    const left = copiesColumns ? columns : block;
    const target = c + i * cStep;
    const added = addend == 0 ? 0 : addend + i * addendStep;
    multiplyBlock(left, rowStep, columnStep, panels, rows, n, depth, target, cStep, added, addendStep, edge);
  }
}

/**
 * C (m, n) = op(A) (m, depth) op(B) (depth, n) + addend.
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
  addend: usize,
  addendStride: i32,
  scratch: usize,
): void {
  const bRowStep = transposeB ? 1 : bStride;
  const bColumnStep = transposeB ? bStride : 1;
  const edge = scratch + panelBytes(n, DEPTH_BLOCK);
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    packB(b + bytesOf(k * bRowStep), bRowStep, bColumnStep, blockDepth, n, scratch);
    const left = a + bytesOf(transposeA ? k * aStride : k);
    multiplyRows(transposeA, m, n, blockDepth, left, aStride, scratch, c, cStride, addend, addendStride, edge);
    // What the blocks before have come to is added to.
    addend = c;
    addendStride = cStride;
  }
}

/** Copies the first `width` floats of `rows` rows to rows of ROW_BLOCK floats. */
function copyRows(source: usize, stride: i32, rows: i32, width: i32, target: usize): void {
  for (let row: i32 = 0; row < rows; row++) {
    memory.copy(target, source, bytesOf(width));
    source += bytesOf(stride);
    target += bytesOf(ROW_BLOCK);
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
  addend: usize,
  addendStride: i32,
  scratch: usize,
): void {
  stridedGemm(transposeA, transposeB, m, n, depth, a, aStride, b, bStride, c, n, addend, addendStride, scratch);
}

/** Packs the whole of op(B) (depth, n), for multiplyPacked: worth it where one B is multiplied with many A. */
export function packRight(transposeB: bool, n: i32, depth: i32, b: usize, bStride: i32, packed: usize): void {
  const rowStep = transposeB ? 1 : bStride;
  const columnStep = transposeB ? bStride : 1;
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    packB(b + bytesOf(k * rowStep), rowStep, columnStep, blockDepth, n, packed + panelBytes(n, k));
  }
}

/** C (m, n) = A (m, depth) op(B) + addend, with op(B) packed by packRight. The strides are the floats from one row to the next. */
export function multiplyPacked(
  m: i32,
  n: i32,
  depth: i32,
  a: usize,
  aStride: i32,
  packedB: usize,
  c: usize,
  cStride: i32,
  addend: usize,
  addendStride: i32,
): void {
  const edge = packedB + panelBytes(n, depth);
  for (let k: i32 = 0; k < depth; k += DEPTH_BLOCK) {
    const blockDepth = min(DEPTH_BLOCK, depth - k);
    const panels = packedB + panelBytes(n, k);
    multiplyRows(false, m, n, blockDepth, a + bytesOf(k), aStride, panels, c, cStride, addend, addendStride, edge);
    addend = c;
    addendStride = cStride;
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
    gemm(transposeA, transposeB, m, n, depth, a, aStride, b, bStride, c, 0, 0, scratch);
    a += bytesOf(aStep);
    b += bytesOf(bStep);
    c += bytesOf(m * n);
  }
}
