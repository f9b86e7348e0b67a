// What dropout multiplies with, from the counter that src/math/rng.ts makes random integers of: the same numbers, bit by bit.

import { bytesOf } from './simd';

/** MurmurHash3's finaliser (Appleby 2011, public domain) of each lane. */
// @ts-ignore: decorator
@inline
function mix(value: v128): v128 {
  let hash = i32x4.add(value, i32x4.splat(0x9e3779b9));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x85ebca6b));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}

/** mask[i] = kept where the integer of start + i is `limit` or more, unsigned, else 0. */
export function dropoutMask(start: i32, count: i32, limit: i32, kept: f32, mask: usize): void {
  const limits = i32x4.splat(limit);
  const factor = f32x4.splat(kept);
  let counter = i32x4.add(i32x4.splat(start), i32x4(0, 1, 2, 3));
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(mask + at, v128.and(v128.ge<u32>(mix(counter), limits), factor));
    counter = i32x4.add(counter, i32x4.splat(4));
  }
  for (; at < bytes; at += 4) {
    v128.store_lane<f32>(mask + at, v128.and(v128.ge<u32>(mix(counter), limits), factor), 0);
    counter = i32x4.add(counter, i32x4.splat(1));
  }
}
