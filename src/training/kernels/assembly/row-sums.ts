// What kernels that work row by row add up or compare, over `bytes` bytes of float32.

// @ts-ignore: decorator
@inline
export function sumOfLanes(lanes: v128): f32 {
  const even = f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 2);
  return even + (f32x4.extract_lane(lanes, 1) + f32x4.extract_lane(lanes, 3));
}

export function sumOf(x: usize, bytes: usize): f32 {
  let partial = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) partial = f32x4.add(partial, v128.load(x + at));
  let sum = sumOfLanes(partial);
  for (; at < bytes; at += 4) sum += load<f32>(x + at);
  return sum;
}

// @ts-ignore: decorator
@inline
export function maximumOfLanes(lanes: v128): f32 {
  const pairs = f32x4.max(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}

/** NaN if one of the values is; -Infinity if there are none. */
export function maximumOf(x: usize, bytes: usize): f32 {
  let largest = f32x4.splat(-Infinity);
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) largest = f32x4.max(largest, v128.load(x + at));
  for (; at < bytes; at += 4) largest = f32x4.max(largest, v128.load_splat<f32>(x + at));
  return maximumOfLanes(largest);
}
