// GELU, Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, https://arxiv.org/abs/1606.08415: y = x P(x) with the normal
// distribution's P(x) = (1 + erf(x / sqrt 2)) / 2 and density p(x) = exp(-x^2 / 2) / sqrt(2 pi); dy/dx = P(x) + x p(x).

import { errorFunction, exponential } from './elementwise';
import { bytesOf, multiplyAdd } from './simd';

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
  for (; at + 16 <= bytes; at += 16) {
    const value = v128.load(x + at);
    v128.store(y + at, f32x4.mul(value, normalDistribution(value)));
  }
  for (; at < bytes; at += 4) {
    const value = v128.load_splat<f32>(x + at);
    store<f32>(y + at, f32x4.extract_lane(f32x4.mul(value, normalDistribution(value)), 0));
  }
}

/** dx = dy (P(x) + x p(x)) */
export function geluGradient(x: usize, dy: usize, count: i32, dx: usize): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(dx + at, f32x4.mul(v128.load(dy + at), slope(v128.load(x + at))));
  for (; at < bytes; at += 4) {
    store<f32>(dx + at, load<f32>(dy + at) * f32x4.extract_lane(slope(v128.load_splat<f32>(x + at)), 0));
  }
}
