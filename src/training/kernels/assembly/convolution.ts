// Convolution gradients. A convolution is a product of the matrix of its windows, (positions, filter height x filter width x
// channels), with the filter, (filter height x filter width x channels, out channels); so both gradients are products too,
// between which im2col and col2im go to the windows and back.

import { Geometry } from './geometry';
import { addTo, bytesOf, multiplyAdd } from './simd';

/** Up to this, a loop is faster than a call of memory.copy. */
const SHORT_COPY: usize = 512;

// @ts-ignore: decorator
@inline
function copy(target: usize, source: usize, bytes: usize): void {
  if (bytes > SHORT_COPY) {
    memory.copy(target, source, bytes);
    return;
  }
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(target + at, v128.load(source + at));
  for (; at < bytes; at += 4) store<f32>(target + at, load<f32>(source + at));
}

/** One image (height, width, channels) -> its windows (positions, filter height, filter width, channels); padding is 0. */
export function im2col(image: usize, g: Geometry, windows: usize): void {
  const pixel = bytesOf(g.channels);
  const windowRow = pixel * <usize>g.filterWidth;
  const windowSize = windowRow * <usize>g.filterHeight;
  const imageRow = pixel * <usize>g.inWidth;
  // From the position `inner` in a row to before `outer`, windows jut out of the image neither on the left nor on the right.
  const reach = (g.filterWidth - 1) * g.dilationWidth;
  const inner = min(g.outWidth, (max(g.padLeft, 0) + g.strideWidth - 1) / g.strideWidth);
  const last = g.inWidth - 1 - reach + g.padLeft;
  const outer = last < 0 ? inner : max(inner, min(g.outWidth, last / g.strideWidth + 1));
  const isContiguous = g.dilationWidth == 1;
  for (let outY: i32 = 0; outY < g.outHeight; outY++, windows += windowSize * <usize>g.outWidth) {
    for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
      const target = windows + windowRow * <usize>filterY;
      const y = outY * g.strideHeight - g.padTop + filterY * g.dilationHeight;
      if (y < 0 || y >= g.inHeight) {
        fillRows(target, windowSize, windowRow, g.outWidth);
        continue;
      }
      const row = image + imageRow * <usize>y;
      const end = isContiguous ? inner : g.outWidth;
      for (let outX: i32 = 0; outX < end; outX++) copyClipped(row, g, outX, pixel, target + windowSize * <usize>outX);
      if (!isContiguous) continue;
      const source = row + pixel * <usize>(inner * g.strideWidth - g.padLeft);
      const step = pixel * <usize>g.strideWidth;
      copyRows(source, step, target + windowSize * <usize>inner, windowSize, windowRow, outer - inner);
      for (let outX: i32 = outer; outX < g.outWidth; outX++) copyClipped(row, g, outX, pixel, target + windowSize * <usize>outX);
    }
  }
}

/** A row of one window, pixel by pixel; those beyond the image are 0. */
function copyClipped(row: usize, g: Geometry, outX: i32, pixel: usize, target: usize): void {
  for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++, target += pixel) {
    const x = outX * g.strideWidth - g.padLeft + filterX * g.dilationWidth;
    if (x < 0 || x >= g.inWidth) memory.fill(target, 0, pixel);
    else copy(target, row + <usize>x * pixel, pixel);
  }
}

/** `count` rows of `bytes` bytes. */
function copyRows(source: usize, sourceStep: usize, target: usize, targetStep: usize, bytes: usize, count: i32): void {
  for (let i: i32 = 0; i < count; i++, source += sourceStep, target += targetStep) copy(target, source, bytes);
}

function fillRows(target: usize, step: usize, bytes: usize, count: i32): void {
  for (let i: i32 = 0; i < count; i++, target += step) memory.fill(target, 0, bytes);
}

/** The transpose of im2col: adds each window (positions, filter height, filter width, channels) to where it lies on the image. */
export function col2im(windows: usize, g: Geometry, image: usize): void {
  const inHeight = g.inHeight;
  const inWidth = g.inWidth;
  const filterWidth = g.filterWidth;
  const dilationWidth = g.dilationWidth;
  const pixel = bytesOf(g.channels);
  const windowRow = pixel * <usize>filterWidth;
  for (let outY: i32 = 0; outY < g.outHeight; outY++) {
    for (let outX: i32 = 0; outX < g.outWidth; outX++) {
      const left = outX * g.strideWidth - g.padLeft;
      const isWhole = dilationWidth == 1 && left >= 0 && left + filterWidth <= inWidth;
      for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++, windows += windowRow) {
        const y = outY * g.strideHeight - g.padTop + filterY * g.dilationHeight;
        if (y < 0 || y >= inHeight) continue;
        if (isWhole) {
          addTo(image + <usize>(y * inWidth + left) * pixel, windows, windowRow);
          continue;
        }
        for (let filterX: i32 = 0; filterX < filterWidth; filterX++) {
          const x = left + filterX * dilationWidth;
          if (x >= 0 && x < inWidth) {
            addTo(image + <usize>(y * inWidth + x) * pixel, windows + <usize>filterX * pixel, pixel);
          }
        }
      }
    }
  }
}

/**
 * A filter (positions, channels, out channels) -> the one that takes gradients back, (positions, out channels, channels): the
 * positions in reverse order, each transposed.
 */
export function reverseFilter(filter: usize, positions: i32, channels: i32, outChannels: i32, reversed: usize): void {
  const bytes = bytesOf(channels * outChannels);
  for (let position: i32 = positions - 1; position >= 0; position--, filter += bytes) {
    const target = reversed + <usize>position * bytes;
    for (let c: i32 = 0; c < channels; c++) {
      for (let k: i32 = 0; k < outChannels; k++) {
        store<f32>(target + bytesOf(k * channels + c), load<f32>(filter + bytesOf(c * outChannels + k)));
      }
    }
  }
}

/**
 * Depthwise: each channel has filters of its own, `multiplier` of them.
 * dy (batch, out height, out width, channels x multiplier); filter (filter height, filter width, channels, multiplier);
 * dx (batch, in height, in width, channels), zeroed before.
 */
export function depthwiseInputGradient(dy: usize, filter: usize, g: Geometry, dx: usize): void {
  const multiplier = g.outChannels / g.channels;
  const pixel = bytesOf(g.channels);
  const outPixel = bytesOf(g.outChannels);
  for (let image: i32 = 0; image < g.batch; image++) {
    for (let outY: i32 = 0; outY < g.outHeight; outY++) {
      for (let outX: i32 = 0; outX < g.outWidth; outX++, dy += outPixel) {
        for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
          const y = outY * g.strideHeight - g.padTop + filterY * g.dilationHeight;
          if (y < 0 || y >= g.inHeight) continue;
          for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++) {
            const x = outX * g.strideWidth - g.padLeft + filterX * g.dilationWidth;
            if (x < 0 || x >= g.inWidth) continue;
            const target = dx + <usize>((image * g.inHeight + y) * g.inWidth + x) * pixel;
            const weights = filter + <usize>(filterY * g.filterWidth + filterX) * outPixel;
            if (multiplier == 1) addProductTo(target, dy, weights, pixel);
            else addGroupedProductTo(target, dy, weights, g.channels, multiplier);
          }
        }
      }
    }
  }
}

/** x (batch, in height, in width, channels), dy as above -> filter gradient, zeroed before. */
export function depthwiseFilterGradient(x: usize, dy: usize, g: Geometry, filterGradient: usize): void {
  const multiplier = g.outChannels / g.channels;
  const pixel = bytesOf(g.channels);
  const outPixel = bytesOf(g.outChannels);
  for (let image: i32 = 0; image < g.batch; image++) {
    for (let outY: i32 = 0; outY < g.outHeight; outY++) {
      for (let outX: i32 = 0; outX < g.outWidth; outX++, dy += outPixel) {
        for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
          const inY = outY * g.strideHeight - g.padTop + filterY * g.dilationHeight;
          if (inY < 0 || inY >= g.inHeight) continue;
          for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++) {
            const inX = outX * g.strideWidth - g.padLeft + filterX * g.dilationWidth;
            if (inX < 0 || inX >= g.inWidth) continue;
            const source = x + <usize>((image * g.inHeight + inY) * g.inWidth + inX) * pixel;
            const target = filterGradient + <usize>(filterY * g.filterWidth + filterX) * outPixel;
            if (multiplier == 1) addProductTo(target, dy, source, pixel);
            else addRepeatedProductTo(target, dy, source, g.channels, multiplier);
          }
        }
      }
    }
  }
}

/** target[c] += a[c] b[c] */
// @ts-ignore: decorator
@inline
function addProductTo(target: usize, a: usize, b: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(target + at, multiplyAdd(v128.load(a + at), v128.load(b + at), v128.load(target + at)));
  }
  for (; at < bytes; at += 4) store<f32>(target + at, load<f32>(target + at) + load<f32>(a + at) * load<f32>(b + at));
}

/** target[c] += sum over k of a[c, k] b[c, k] */
function addGroupedProductTo(target: usize, a: usize, b: usize, channels: i32, multiplier: i32): void {
  for (let c: i32 = 0; c < channels; c++, target += 4) {
    let sum = load<f32>(target);
    for (let k: i32 = 0; k < multiplier; k++, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
    store<f32>(target, sum);
  }
}

/** target[c, k] += a[c, k] b[c] */
function addRepeatedProductTo(target: usize, a: usize, b: usize, channels: i32, multiplier: i32): void {
  for (let c: i32 = 0; c < channels; c++, b += 4) {
    const factor = load<f32>(b);
    for (let k: i32 = 0; k < multiplier; k++, a += 4, target += 4) store<f32>(target, load<f32>(target) + load<f32>(a) * factor);
  }
}
