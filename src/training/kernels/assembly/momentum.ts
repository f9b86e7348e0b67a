// One step of gradient descent with momentum (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964) and
// an L2 term, in one pass over the memory instead of five:
//
//   v <- momentum v + g + decay w
//   w <- w - rate v

import { bytesOf } from './simd';

/**
 * Updates the velocity v in place and writes the new weights to `updated`; all have `count` floats. Without momentum there is no
 * velocity to keep, and `v` is 0.
 */
export function momentum(
  w: usize,
  gradient: usize,
  v: usize,
  updated: usize,
  count: i32,
  rate: f32,
  momentum: f32,
  decay: f32,
): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    const old = v128.load(w + at);
    let direction = f32x4.add(v128.load(gradient + at), f32x4.mul(old, f32x4.splat(decay)));
    if (v != 0) {
      direction = f32x4.add(f32x4.mul(v128.load(v + at), f32x4.splat(momentum)), direction);
      v128.store(v + at, direction);
    }
    v128.store(updated + at, f32x4.sub(old, f32x4.mul(direction, f32x4.splat(rate))));
  }
  for (; at < bytes; at += 4) {
    const old = load<f32>(w + at);
    let direction = load<f32>(gradient + at) + old * decay;
    if (v != 0) {
      direction += load<f32>(v + at) * momentum;
      store<f32>(v + at, direction);
    }
    store<f32>(updated + at, old - direction * rate);
  }
}
