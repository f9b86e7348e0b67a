// The softmax of a row, on which attention and cross-entropy are built.

import { exponential } from './elementwise';
import { sumOfLanes } from './row-sums';
import { storeFour } from './simd';

/** e[j] = exp(z[j] - largest), which may be written over z; returns their sum. Without the shift large z would overflow. */
// @ts-ignore: decorator
@inline
export function shiftedExponentials(z: usize, largest: f32, bytes: usize, e: usize): f32 {
  const shift = f32x4.splat(largest);
  let partial = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 64 <= bytes; at += 64) {
    const first = exponential(f32x4.sub(v128.load(z + at), shift));
    const second = exponential(f32x4.sub(v128.load(z + at, 16), shift));
    const third = exponential(f32x4.sub(v128.load(z + at, 32), shift));
    const fourth = exponential(f32x4.sub(v128.load(z + at, 48), shift));
    storeFour(e + at, first, second, third, fourth);
    partial = f32x4.add(f32x4.add(f32x4.add(f32x4.add(partial, first), second), third), fourth);
  }
  for (; at + 16 <= bytes; at += 16) {
    const value = exponential(f32x4.sub(v128.load(z + at), shift));
    v128.store(e + at, value);
    partial = f32x4.add(partial, value);
  }
  let sum = sumOfLanes(partial);
  for (; at < bytes; at += 4) {
    const value = f32x4.extract_lane(exponential(f32x4.sub(v128.load_splat<f32>(z + at), shift)), 0);
    store<f32>(e + at, value);
    sum += value;
  }
  return sum;
}

/** Replaces z, whose maximum is known, by its softmax; a row of -Infinity alone, from which there is nothing to choose, by zeros. */
// @ts-ignore: decorator
@inline
export function softmaxInPlace(z: usize, largest: f32, bytes: usize): void {
  if (largest == -Infinity) {
    memory.fill(z, 0, bytes);
    return;
  }
  const share: f32 = 1 / shiftedExponentials(z, largest, bytes, z);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(z + at, f32x4.mul(v128.load(z + at), f32x4.splat(share)));
  for (; at < bytes; at += 4) store<f32>(z + at, load<f32>(z + at) * share);
}
