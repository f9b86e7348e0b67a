// Layer normalisation of the rows of x (rows, width), Ba et al., "Layer Normalization", 2016, https://arxiv.org/abs/1607.06450:
//
//   xHat = (x - mean) r with r = 1 / sqrt(variance + epsilon), y = xHat scale + offset
//
// and with g = dy scale, whose means are over the row, the gradients
//
//   dx = r (g - mean(g) - xHat mean(g xHat)), dScale = sum over the rows of dy xHat, dOffset = sum over the rows of dy.

import { sumOf, sumOfLanes } from './row-sums';
import { bytesOf, multiplyAdd } from './simd';

/** r of one row. */
// @ts-ignore: decorator
@inline
function inverseDeviation(x: usize, mean: f32, width: i32, epsilon: f32): f32 {
  const bytes = bytesOf(width);
  let partial = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    const deviation = f32x4.sub(v128.load(x + at), f32x4.splat(mean));
    partial = multiplyAdd(deviation, deviation, partial);
  }
  let squares = sumOfLanes(partial);
  for (; at < bytes; at += 4) {
    const deviation = load<f32>(x + at) - mean;
    squares += deviation * deviation;
  }
  return 1 / sqrt<f32>(squares / <f32>width + epsilon);
}

export function layerNorm(x: usize, scale: usize, offset: usize, rows: i32, width: i32, epsilon: f32, y: usize): void {
  const bytes = bytesOf(width);
  for (let row: i32 = 0; row < rows; row++, x += bytes, y += bytes) {
    const mean = sumOf(x, bytes) / <f32>width;
    const r = inverseDeviation(x, mean, width, epsilon);
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const normalised = f32x4.mul(f32x4.sub(v128.load(x + at), f32x4.splat(mean)), f32x4.splat(r));
      v128.store(y + at, multiplyAdd(normalised, v128.load(scale + at), v128.load(offset + at)));
    }
    for (; at < bytes; at += 4) {
      store<f32>(y + at, (load<f32>(x + at) - mean) * r * load<f32>(scale + at) + load<f32>(offset + at));
    }
  }
}

/** dScale and dOffset (width) are zeroed before. */
export function layerNormGradient(
  x: usize,
  scale: usize,
  dy: usize,
  rows: i32,
  width: i32,
  epsilon: f32,
  dx: usize,
  dScale: usize,
  dOffset: usize,
): void {
  const bytes = bytesOf(width);
  for (let row: i32 = 0; row < rows; row++, x += bytes, dy += bytes, dx += bytes) {
    const mean = sumOf(x, bytes) / <f32>width;
    const r = inverseDeviation(x, mean, width, epsilon);
    const means = f32x4.splat(mean);
    const rs = f32x4.splat(r);

    let partial = f32x4.splat(0);
    let partialProduct = f32x4.splat(0);
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const xHat = f32x4.mul(f32x4.sub(v128.load(x + at), means), rs);
      const dyHere = v128.load(dy + at);
      const g = f32x4.mul(dyHere, v128.load(scale + at));
      partial = f32x4.add(partial, g);
      partialProduct = multiplyAdd(g, xHat, partialProduct);
      v128.store(dScale + at, multiplyAdd(dyHere, xHat, v128.load(dScale + at)));
      v128.store(dOffset + at, f32x4.add(v128.load(dOffset + at), dyHere));
    }
    let sum = sumOfLanes(partial);
    let sumOfProducts = sumOfLanes(partialProduct);
    for (; at < bytes; at += 4) {
      const xHat = (load<f32>(x + at) - mean) * r;
      const dyHere = load<f32>(dy + at);
      const g = dyHere * load<f32>(scale + at);
      sum += g;
      sumOfProducts += g * xHat;
      store<f32>(dScale + at, load<f32>(dScale + at) + dyHere * xHat);
      store<f32>(dOffset + at, load<f32>(dOffset + at) + dyHere);
    }

    const meanG = sum / <f32>width;
    const meanProduct = sumOfProducts / <f32>width;
    at = 0;
    for (; at + 16 <= bytes; at += 16) {
      const xHat = f32x4.mul(f32x4.sub(v128.load(x + at), means), rs);
      const g = f32x4.mul(v128.load(dy + at), v128.load(scale + at));
      const centred = f32x4.sub(f32x4.sub(g, f32x4.splat(meanG)), f32x4.mul(xHat, f32x4.splat(meanProduct)));
      v128.store(dx + at, f32x4.mul(centred, rs));
    }
    for (; at < bytes; at += 4) {
      const xHat = (load<f32>(x + at) - mean) * r;
      const g = load<f32>(dy + at) * load<f32>(scale + at);
      store<f32>(dx + at, r * (g - meanG - xHat * meanProduct));
    }
  }
}
