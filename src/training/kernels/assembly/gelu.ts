// GELU, Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, https://arxiv.org/abs/1606.08415: y = x P(x) with the normal
// distribution's P(x) = (1 + erf(x / sqrt 2)) / 2 and density p(x) = exp(-x^2 / 2) / sqrt(2 pi); dy/dx = P(x) + x p(x).

import { errorFunction, exponential } from './elementwise';
import { bytesOf, multiplyAdd, storeFour } from './simd';

const SQRT_HALF: f32 = 0.70710678118654752;
/** 1 / sqrt(2 pi) */
const DENSITY_AT_ZERO: f32 = 0.39894228040143268;

// @ts-ignore: decorator
@inline
function normalDistribution(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return multiplyAdd(errorFunction(f32x4.mul(x, f32x4.splat(SQRT_HALF))), half, half);
}

// @ts-ignore: decorator
@inline
function unit(x: v128): v128 {
  return f32x4.mul(x, normalDistribution(x));
}

// @ts-ignore: decorator
@inline
function slope(x: v128): v128 {
  const density = f32x4.mul(
    exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5))),
    f32x4.splat(DENSITY_AT_ZERO),
  );
  return multiplyAdd(x, density, normalDistribution(x));
}

/** `count` floats; the last, incomplete vector one lane at a time. */
export function gelu(x: usize, count: i32, y: usize): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 64 <= bytes; at += 64) {
    const first = unit(v128.load(x + at));
    const second = unit(v128.load(x + at, 16));
    const third = unit(v128.load(x + at, 32));
    const fourth = unit(v128.load(x + at, 48));
    storeFour(y + at, first, second, third, fourth);
  }
  for (; at + 16 <= bytes; at += 16) v128.store(y + at, unit(v128.load(x + at)));
  for (; at < bytes; at += 4) store<f32>(y + at, f32x4.extract_lane(unit(v128.load_splat<f32>(x + at)), 0));
}

/** dx = dy (P(x) + x p(x)) */
export function geluGradient(x: usize, dy: usize, count: i32, dx: usize): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  // Two side by side, not four: the engine has no registers for more.
  for (; at + 32 <= bytes; at += 32) {
    const first = f32x4.mul(v128.load(dy + at), slope(v128.load(x + at)));
    const second = f32x4.mul(v128.load(dy + at, 16), slope(v128.load(x + at, 16)));
    v128.store(dx + at, first);
    v128.store(dx + at, second, 16);
  }
  for (; at + 16 <= bytes; at += 16) v128.store(dx + at, f32x4.mul(v128.load(dy + at), slope(v128.load(x + at))));
  for (; at < bytes; at += 4) {
    store<f32>(dx + at, load<f32>(dy + at) * f32x4.extract_lane(slope(v128.load_splat<f32>(x + at)), 0));
  }
}
