// Pooling gradients, channels last. The gradient of an output goes back to the window it was pooled from; windows may
// overlap, so gradients add up in dx, which the caller has zeroed.

import { Geometry } from './geometry';
import { addScaledTo, bytesOf } from './simd';

/** Each output's gradient goes to the first maximum of its window, whatever its sign. x and dx (batch, height, width, channels). */
export function maxPoolGradient(x: usize, dy: usize, g: Geometry, dx: usize): void {
  const channels = g.channels;
  for (let image: i32 = 0; image < g.batch; image++) {
    for (let outY: i32 = 0; outY < g.outHeight; outY++) {
      for (let outX: i32 = 0; outX < g.outWidth; outX++) {
        const imageOffset = bytesOf(image * g.inHeight * g.inWidth * channels);
        let c: i32 = 0;
        for (; c + 4 <= channels; c += 4) {
          const offset = imageOffset + bytesOf(c);
          routeFourChannels(x + offset, dy + bytesOf(c), g, outY, outX, dx + offset);
        }
        for (; c < channels; c++) {
          const offset = imageOffset + bytesOf(c);
          routeChannel(x + offset, dy + bytesOf(c), g, outY, outX, dx + offset);
        }
        dy += bytesOf(channels);
      }
    }
  }
}

/** Finds the maximum of one window in four channels at once, then adds dy to it through a mask of lanes. */
// @ts-ignore: decorator
@inline
function routeFourChannels(x: usize, dy: usize, g: Geometry, outY: i32, outX: i32, dx: usize): void {
  const top = outY * g.strideHeight - g.padTop;
  const left = outX * g.strideWidth - g.padLeft;
  const pixel = bytesOf(g.channels);
  let maximum = f32x4.splat(-Infinity);
  let winner = i32x4.splat(-1);
  for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
    const y = top + filterY * g.dilationHeight;
    if (y < 0 || y >= g.inHeight) continue;
    for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++) {
      const column = left + filterX * g.dilationWidth;
      if (column < 0 || column >= g.inWidth) continue;
      const place = y * g.inWidth + column;
      const value = v128.load(x + <usize>place * pixel);
      // The first place wins even if it holds -Infinity, so that there is always a winner.
      const wins = v128.or(f32x4.gt(value, maximum), i32x4.lt_s(winner, i32x4.splat(0)));
      maximum = v128.bitselect(value, maximum, wins);
      winner = v128.bitselect(i32x4.splat(place), winner, wins);
    }
  }
  addAt(dx, i32x4.extract_lane(winner, 0), pixel, load<f32>(dy));
  addAt(dx + 4, i32x4.extract_lane(winner, 1), pixel, load<f32>(dy, 4));
  addAt(dx + 8, i32x4.extract_lane(winner, 2), pixel, load<f32>(dy, 8));
  addAt(dx + 12, i32x4.extract_lane(winner, 3), pixel, load<f32>(dy, 12));
}

function routeChannel(x: usize, dy: usize, g: Geometry, outY: i32, outX: i32, dx: usize): void {
  const top = outY * g.strideHeight - g.padTop;
  const left = outX * g.strideWidth - g.padLeft;
  const pixel = bytesOf(g.channels);
  let maximum: f32 = -Infinity;
  let winner: i32 = -1;
  for (let filterY: i32 = 0; filterY < g.filterHeight; filterY++) {
    const y = top + filterY * g.dilationHeight;
    if (y < 0 || y >= g.inHeight) continue;
    for (let filterX: i32 = 0; filterX < g.filterWidth; filterX++) {
      const column = left + filterX * g.dilationWidth;
      if (column < 0 || column >= g.inWidth) continue;
      const place = y * g.inWidth + column;
      const value = load<f32>(x + <usize>place * pixel);
      if (winner < 0 || value > maximum) {
        maximum = value;
        winner = place;
      }
    }
  }
  addAt(dx, winner, pixel, load<f32>(dy));
}

// @ts-ignore: decorator
@inline
function addAt(dx: usize, place: i32, pixel: usize, gradient: f32): void {
  const target = dx + <usize>place * pixel;
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
