// The length of a vector, and vectors made shorter.

import { bytesOf } from './simd';

/** The sum of the squares of `count` floats, in double precision. */
export function sumOfSquares(x: usize, count: i32): f64 {
  const bytes = bytesOf(count);
  let partial = f64x2.splat(0);
  let at: usize = 0;
  for (; at + 8 <= bytes; at += 8) {
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(x + at));
    partial = f64x2.add(partial, f64x2.mul(pair, pair));
  }
  let sum = f64x2.extract_lane(partial, 0) + f64x2.extract_lane(partial, 1);
  if (at < bytes) sum += <f64>load<f32>(x + at) * <f64>load<f32>(x + at);
  return sum;
}

/** y = factor x, `count` floats. */
export function scale(x: usize, count: i32, factor: f32, y: usize): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(y + at, f32x4.mul(v128.load(x + at), f32x4.splat(factor)));
  for (; at < bytes; at += 4) store<f32>(y + at, load<f32>(x + at) * factor);
}
