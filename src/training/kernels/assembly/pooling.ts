// Pooling gradients, channels last. The gradient of an output goes back to the window it was pooled from; windows may
// overlap, so gradients add up in dx, which the caller has zeroed.

import { Geometry } from './geometry';
import { addScaledTo, bytesOf } from './simd';

/** Each output's gradient goes to the first maximum of its window, whatever its sign. x and dx (batch, height, width, channels). */
export function maxPoolGradient(x: usize, dy: usize, g: Geometry, dx: usize): void {
  const pixel = bytesOf(g.channels);
  const row = <usize>g.inWidth * pixel;
  const image = <usize>g.inHeight * row;
  for (let i: i32 = 0; i < g.batch; i++, x += image, dx += image) {
    for (let outY: i32 = 0; outY < g.outHeight; outY++) {
      const top = outY * g.strideHeight - g.padTop;
      const height = min(top + g.filterHeight, g.inHeight) - max(top, 0);
      for (let outX: i32 = 0; outX < g.outWidth; outX++, dy += pixel) {
        const left = outX * g.strideWidth - g.padLeft;
        const width = min(left + g.filterWidth, g.inWidth) - max(left, 0);
        if (height <= 0 || width <= 0) continue; // in the padding
        const corner = <usize>max(top, 0) * row + <usize>max(left, 0) * pixel;
        routeWindow(x + corner, dy, height, width, row, pixel, dx + corner);
      }
    }
  }
}

/** One window (height, width, channels) of x and of dx; its rows are `row` bytes apart, its pixels `pixel` bytes. */
// @ts-ignore: decorator
@inline
function routeWindow(x: usize, dy: usize, height: i32, width: i32, row: usize, pixel: usize, dx: usize): void {
  let channel: usize = 0;
  for (; channel + 16 <= pixel; channel += 16) {
    routeFourChannels(x + channel, dy + channel, height, width, row, pixel, dx + channel);
  }
  for (; channel < pixel; channel += 4) {
    routeChannel(x + channel, dy + channel, height, width, row, pixel, dx + channel);
  }
}

/** Finds the maximum's place in four channels at once. It starts at the first place, so that there is one even among -Infinity. */
// @ts-ignore: decorator
@inline
function routeFourChannels(x: usize, dy: usize, height: i32, width: i32, row: usize, pixel: usize, dx: usize): void {
  let maximum = v128.load(x);
  let winner = i32x4.splat(0);
  let line: usize = 0;
  for (let i: i32 = 0; i < height; i++, line += row) {
    let place = line;
    for (let j: i32 = 0; j < width; j++, place += pixel) {
      const value = v128.load(x + place);
      const wins = f32x4.gt(value, maximum);
      maximum = v128.bitselect(value, maximum, wins);
      winner = v128.bitselect(i32x4.splat(<i32>place), winner, wins);
    }
  }
  addAt(dx + <usize>i32x4.extract_lane(winner, 0), load<f32>(dy));
  addAt(dx + <usize>i32x4.extract_lane(winner, 1) + 4, load<f32>(dy, 4));
  addAt(dx + <usize>i32x4.extract_lane(winner, 2) + 8, load<f32>(dy, 8));
  addAt(dx + <usize>i32x4.extract_lane(winner, 3) + 12, load<f32>(dy, 12));
}

function routeChannel(x: usize, dy: usize, height: i32, width: i32, row: usize, pixel: usize, dx: usize): void {
  let maximum = load<f32>(x);
  let winner: usize = 0;
  let line: usize = 0;
  for (let i: i32 = 0; i < height; i++, line += row) {
    let place = line;
    for (let j: i32 = 0; j < width; j++, place += pixel) {
      const value = load<f32>(x + place);
      if (value > maximum) {
        maximum = value;
        winner = place;
      }
    }
  }
  addAt(dx + winner, load<f32>(dy));
}

// @ts-ignore: decorator
@inline
function addAt(target: usize, gradient: f32): void {
  store<f32>(target, load<f32>(target) + gradient);
}

/** Each output's gradient is shared equally by the places of its window; places in the padding count but get nothing. */
export function averagePoolGradient(dy: usize, g: Geometry, dx: usize): void {
  const pixel = bytesOf(g.channels);
  const share: f32 = 1 / <f32>(g.filterHeight * g.filterWidth);
  for (let image: i32 = 0; image < g.batch; image++) {
    for (let outY: i32 = 0; outY < g.outHeight; outY++) {
      for (let outX: i32 = 0; outX < g.outWidth; outX++, dy += pixel) {
        for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
          const y = outY * g.strideHeight - g.padTop + filterY * g.dilationHeight;
          if (y < 0 || y >= g.inHeight) continue;
          for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++) {
            const x = outX * g.strideWidth - g.padLeft + filterX * g.dilationWidth;
            if (x < 0 || x >= g.inWidth) continue;
            addScaledTo(dx + <usize>((image * g.inHeight + y) * g.inWidth + x) * pixel, dy, share, pixel);
          }
        }
      }
    }
  }
}
