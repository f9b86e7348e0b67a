// What the kernels share: f32 lanes by four, and addresses in the heap of the WebAssembly backend, whose memory this module
// imports. The module has no data, no globals and no stack of its own: it touches nothing but the addresses it is given.

/** Bytes of `count` float32 or int32 values. */
// @ts-ignore: decorator
@inline
export function bytesOf(count: i32): usize {
  return <usize>count << 2;
}

/** a * b + c in each lane: fused into one rounding in the build for relaxed SIMD, two operations in the other. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The first `count` floats at an address, four at most; the lanes behind them are 0. */
// @ts-ignore: decorator
@inline
export function loadLanes(address: usize, count: i32): v128 {
  return count >= 4 ? v128.load(address) : loadEdge(address, count);
}

function loadEdge(address: usize, count: i32): v128 {
  let lanes = v128.load_zero<f32>(address);
  if (count > 1) lanes = v128.load_lane<f32>(address, lanes, 1, 4);
  if (count > 2) lanes = v128.load_lane<f32>(address, lanes, 2, 8);
  return lanes;
}

/** Stores the first `count` lanes, four at most. */
// @ts-ignore: decorator
@inline
export function storeLanes(address: usize, lanes: v128, count: i32): void {
  if (count >= 4) v128.store(address, lanes);
  else storeEdge(address, lanes, count);
}

function storeEdge(address: usize, lanes: v128, count: i32): void {
  v128.store_lane<f32>(address, lanes, 0);
  if (count > 1) v128.store_lane<f32>(address, lanes, 1, 4);
  if (count > 2) v128.store_lane<f32>(address, lanes, 2, 8);
}

/** Stores four vectors one after the other. */
// @ts-ignore: decorator
@inline
export function storeFour(address: usize, first: v128, second: v128, third: v128, fourth: v128): void {
  v128.store(address, first);
  v128.store(address, second, 16);
  v128.store(address, third, 32);
  v128.store(address, fourth, 48);
}

/** target[i] += source[i] over `bytes` bytes of float32. */
// @ts-ignore: decorator
@inline
export function addTo(target: usize, source: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
  }
  for (; at < bytes; at += 4) store<f32>(target + at, load<f32>(target + at) + load<f32>(source + at));
}

/** target[i] += factor * source[i] over `bytes` bytes of float32. */
// @ts-ignore: decorator
@inline
export function addScaledTo(target: usize, source: usize, factor: f32, bytes: usize): void {
  const factors = f32x4.splat(factor);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) {
    v128.store(target + at, multiplyAdd(v128.load(source + at), factors, v128.load(target + at)));
  }
  for (; at < bytes; at += 4) store<f32>(target + at, load<f32>(target + at) + factor * load<f32>(source + at));
}
