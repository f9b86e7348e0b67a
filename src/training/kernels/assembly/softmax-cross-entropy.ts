// Cross-entropy of a softmax over logits z against targets t, with its gradient: the exponentials serve both.
//
//   loss = sum over j of t[j] (L - z[j]) with L = log of the sum over j of exp(z[j]), gradient = softmax(z) sum(t) - t

import { maximumOf, sumOf } from './row-sums';
import { bytesOf, multiplyAdd } from './simd';
import { shiftedExponentials } from './softmax';

/** logits, targets (rows, classes) -> losses (rows), gradient (rows, classes). */
export function softmaxCrossEntropy(
  logits: usize,
  targets: usize,
  rows: i32,
  classes: i32,
  losses: usize,
  gradient: usize,
): void {
  const bytes = bytesOf(classes);
  for (let row: i32 = 0; row < rows; row++, logits += bytes, targets += bytes, gradient += bytes, losses += 4) {
    const largest = maximumOf(logits, bytes);
    const sum = shiftedExponentials(logits, largest, bytes, gradient);
    const normaliser = logarithm(sum);
    let loss: f64 = 0;
    for (let at: usize = 0; at < bytes; at += 4) {
      loss += <f64>load<f32>(targets + at) * (normaliser - <f64>(load<f32>(logits + at) - largest));
    }
    store<f32>(losses, <f32>loss);

    const scale: f32 = sumOf(targets, bytes) / sum;
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const negativeTargets = f32x4.neg(v128.load(targets + at));
      v128.store(gradient + at, multiplyAdd(v128.load(gradient + at), f32x4.splat(scale), negativeTargets));
    }
    for (; at < bytes; at += 4) store<f32>(gradient + at, load<f32>(gradient + at) * scale - load<f32>(targets + at));
  }
}

/**
 * ln x of a normal x > 0 as n ln 2 + ln m with m in [1/sqrt 2, sqrt 2), where ln m = 2 artanh s with s = (m - 1) / (m + 1): what is left
 * of that series after s^11 is below 1e-11. NaN and Infinity stay.
 */
function logarithm(x: f32): f64 {
  if (!(x < Infinity)) return x;
  const bits = reinterpret<i32>(x) - 0x3f3504f3; // the bits of 1/sqrt 2
  const n = bits >> 23;
  const m = <f64>reinterpret<f32>((bits & 0x7fffff) + 0x3f3504f3);
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let series: f64 = 1.0 / 11;
  series = series * square + 1.0 / 9;
  series = series * square + 1.0 / 7;
  series = series * square + 1.0 / 5;
  series = series * square + 1.0 / 3;
  series = series * square + 1;
  return <f64>n * 0.69314718055994531 + 2 * s * series;
}
