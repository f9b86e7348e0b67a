// A bias and a rectifier behind a linear map: y = max(x + bias, 0), and the way back through both. What is not a number stays so.

import { bytesOf, loadLanes, storeLanes } from './simd';

/** x, y (rows, width); bias (width). */
export function biasRelu(x: usize, bias: usize, rows: i32, width: i32, y: usize): void {
  const row = bytesOf(width);
  const zero = f32x4.splat(0);
  for (let i: i32 = 0; i < rows; i++, x += row, y += row) {
    for (let column: i32 = 0; column < width; column += 4) {
      const at = bytesOf(column);
      const lanes = width - column;
      storeLanes(y + at, f32x4.pmax(f32x4.add(loadLanes(x + at, lanes), loadLanes(bias + at, lanes)), zero), lanes);
    }
  }
}

/** dx is dy where y is above 0, else 0; dBias (width) is the sum of the rows of dx. */
export function biasReluGradient(y: usize, dy: usize, rows: i32, width: i32, dx: usize, dBias: usize): void {
  const row = bytesOf(width);
  const zero = f32x4.splat(0);
  memory.fill(dBias, 0, row);
  for (let i: i32 = 0; i < rows; i++, y += row, dy += row, dx += row) {
    for (let column: i32 = 0; column < width; column += 4) {
      const at = bytesOf(column);
      const lanes = width - column;
      const kept = v128.and(loadLanes(dy + at, lanes), f32x4.gt(loadLanes(y + at, lanes), zero));
      storeLanes(dx + at, kept, lanes);
      storeLanes(dBias + at, f32x4.add(loadLanes(dBias + at, lanes), kept), lanes);
    }
  }
}
