// Scaled dot-product attention of a sequence to itself, all heads in one call: Vaswani et al., "Attention Is All You Need", 2017,
// eq. 1, https://arxiv.org/abs/1706.03762. One head at a time stays in the cache. The probabilities are kept for the gradient or, where
// they would take much memory, computed anew.
//
// Notation: qkv (batch, time, 3 x heads x width) holds the queries, keys and values of all heads side by side; mask (batch,
// time) is 0 at the keys that nobody may attend to; dropped (batch, heads, time, time), or address 0 for none, are factors of
// the probabilities; kept (batch, heads, time, time), or address 0, are these. For one head, with Q, K, V (time, width):
//
//   P = softmax(Q K^T / sqrt(width)), D = P dropped, Y = D V
//   dV = D^T dY, dD = dY V^T, dP = dD dropped, dS = P (dP - row sums of dP P) / sqrt(width), dQ = dS K, dK = dS^T Q

import { gemmScratchBytes, stridedGemm } from './gemm';
import { maximumOfLanes, sumOfLanes } from './row-sums';
import { bytesOf, multiplyAdd } from './simd';
import { softmaxInPlace } from './softmax';

/** Bytes of scratch: the key bias (time), P, and D or dP (time, time), then what the products need. */
export function attentionScratchBytes(time: i32, width: i32): usize {
  return bytesOf(time) + 2 * squareBytes(time) + gemmScratchBytes(max(time, width));
}

// @ts-ignore: decorator
@inline
function squareBytes(time: i32): usize {
  return bytesOf(time) * <usize>time;
}

/** -> y (batch, time, heads x width), kept */
export function attention(
  qkv: usize,
  mask: usize,
  dropped: usize,
  batch: i32,
  time: i32,
  heads: i32,
  width: i32,
  y: usize,
  kept: usize,
  scratch: usize,
): void {
  const model = heads * width;
  const bias = scratch;
  const other = bias + bytesOf(time);
  const d = other + squareBytes(time);
  const products = d + squareBytes(time);
  for (let text: i32 = 0; text < batch; text++) {
    writeBias(mask, time, bias);
    for (let head: i32 = 0; head < heads; head++) {
      const queries = qkv + bytesOf(head * width);
      const values = queries + bytesOf(2 * model);
      const p = kept == 0 ? other : kept;
      attend(queries, model, time, width, bias, p, products);
      if (dropped != 0) {
        multiply(p, dropped, squareBytes(time), d);
        dropped += squareBytes(time);
      }
      const shares = dropped == 0 ? p : d;
      const target = y + bytesOf(head * width);
      stridedGemm(false, false, time, width, time, shares, time, values, 3 * model, target, model, 0, 0, products);
      if (kept != 0) kept += squareBytes(time);
    }
    qkv += bytesOf(3 * model * time);
    mask += bytesOf(time);
    y += bytesOf(model * time);
  }
}

/** dy (batch, time, heads x width) -> dQkv, of qkv's shape. */
export function attentionGradient(
  qkv: usize,
  mask: usize,
  dropped: usize,
  kept: usize,
  dy: usize,
  batch: i32,
  time: i32,
  heads: i32,
  width: i32,
  dQkv: usize,
  scratch: usize,
): void {
  const model = heads * width;
  const all = 3 * model;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  const bias = scratch;
  const other = bias + bytesOf(time);
  const dP = other + squareBytes(time);
  const products = dP + squareBytes(time);
  for (let text: i32 = 0; text < batch; text++) {
    writeBias(mask, time, bias);
    for (let head: i32 = 0; head < heads; head++) {
      const q = qkv + bytesOf(head * width);
      const k = q + bytesOf(model);
      const v = k + bytesOf(model);
      const dQ = dQkv + bytesOf(head * width);
      const dK = dQ + bytesOf(model);
      const dV = dK + bytesOf(model);
      const dyHead = dy + bytesOf(head * width);

      const p = kept == 0 ? other : kept;
      if (kept == 0) attend(q, model, time, width, bias, p, products);
      else kept += squareBytes(time);
      let d = p;
      if (dropped != 0) {
        d = dP;
        multiply(p, dropped, squareBytes(time), d);
      }
      stridedGemm(true, false, time, width, time, d, time, dyHead, model, dV, all, 0, 0, products);
      stridedGemm(false, true, time, time, width, dyHead, model, v, all, dP, time, 0, 0, products);
      if (dropped != 0) {
        multiply(dP, dropped, squareBytes(time), dP);
        dropped += squareBytes(time);
      }
      softmaxGradient(p, dP, time, scale);
      stridedGemm(false, false, time, width, time, dP, time, k, all, dQ, all, 0, 0, products);
      stridedGemm(true, false, time, width, time, dP, time, q, all, dK, all, 0, 0, products);
    }
    qkv += bytesOf(all * time);
    dQkv += bytesOf(all * time);
    mask += bytesOf(time);
    dy += bytesOf(model * time);
  }
}

/** 0 at the keys that may be attended to, -Infinity at the others. */
function writeBias(mask: usize, time: i32, bias: usize): void {
  for (let at: usize = 0; at < bytesOf(time); at += 4) store<f32>(bias + at, load<f32>(mask + at) == 0 ? -Infinity : 0);
}

/** P (time, time) of one head, whose queries begin at `q` and keys `model` floats behind them. */
function attend(q: usize, model: i32, time: i32, width: i32, bias: usize, p: usize, scratch: usize): void {
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  const bytes = bytesOf(time);
  stridedGemm(false, true, time, time, width, q, 3 * model, q + bytesOf(model), 3 * model, p, time, 0, 0, scratch);
  for (let row: i32 = 0; row < time; row++, p += bytes) {
    let largest = f32x4.splat(-Infinity);
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const scores = multiplyAdd(v128.load(p + at), f32x4.splat(scale), v128.load(bias + at));
      v128.store(p + at, scores);
      largest = f32x4.pmax(scores, largest);
    }
    for (; at < bytes; at += 4) {
      const score: f32 = load<f32>(p + at) * scale + load<f32>(bias + at);
      store<f32>(p + at, score);
      largest = f32x4.pmax(f32x4.splat(score), largest);
    }
    softmaxInPlace(p, maximumOfLanes(largest), bytes);
  }
}

/** dP -> dS, over it: each row is P (dP - <dP, P>) scale. */
function softmaxGradient(p: usize, dP: usize, time: i32, scale: f32): void {
  const bytes = bytesOf(time);
  for (let row: i32 = 0; row < time; row++, p += bytes, dP += bytes) {
    let partial = f32x4.splat(0);
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) partial = multiplyAdd(v128.load(p + at), v128.load(dP + at), partial);
    let sum = sumOfLanes(partial);
    for (; at < bytes; at += 4) sum += load<f32>(p + at) * load<f32>(dP + at);
    at = 0;
    for (; at + 16 <= bytes; at += 16) {
      const centred = f32x4.sub(v128.load(dP + at), f32x4.splat(sum));
      v128.store(dP + at, f32x4.mul(f32x4.mul(centred, v128.load(p + at)), f32x4.splat(scale)));
    }
    for (; at < bytes; at += 4) store<f32>(dP + at, (load<f32>(dP + at) - sum) * load<f32>(p + at) * scale);
  }
}

/** c = a b over `bytes` bytes; c may be a. */
function multiply(a: usize, b: usize, bytes: usize, c: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(c + at, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  for (; at < bytes; at += 4) store<f32>(c + at, load<f32>(a + at) * load<f32>(b + at));
}
