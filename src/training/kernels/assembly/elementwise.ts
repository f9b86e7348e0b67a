// Transcendental functions, four lanes at a time, by range reduction and polynomials or ratios of polynomials (Horner's rule).
// Largest relative errors against double precision: exp 8e-8, tanh 3e-7, erf 4e-7.
//
// Loops are to compute four vectors before they store any: these then share the constants, each of which the engine puts together
// from three instructions, and are twice as fast.

import { bytesOf, multiplyAdd, storeFour } from './simd';

// @ts-ignore: decorator
@inline
function constant(value: f32): v128 {
  return f32x4.splat(value);
}

/** One step of Horner's rule: sum * x + coefficient. */
// @ts-ignore: decorator
@inline
function horner(sum: v128, x: v128, coefficient: f32): v128 {
  return multiplyAdd(sum, x, f32x4.splat(coefficient));
}

// @ts-ignore: decorator
@inline
function clamp(x: v128, lower: f32, upper: f32): v128 {
  // Unlike min and max these are one instruction each; they keep NaN as the first of the two.
  return f32x4.pmin(f32x4.pmax(x, constant(lower)), constant(upper));
}

/** Beyond these, n below gives an exponent that stands for infinity and for 0. */
const EXP_OVERFLOW: f32 = 89;
const EXP_UNDERFLOW: f32 = -88;

/** Added to a float below 2^22 it leaves no room for a fraction: the lowest bits of the sum are those of the nearest integer. */
const ROUNDING: f32 = 12582912;

/**
 * e^x = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is taken off in two parts, so that r keeps all its bits.
 * The coefficients are those of expf in Moshier's Cephes library. Becomes infinity from 2.4e38 on and 0 below 8e-39, keeps NaN.
 */
export function exponential(x: v128): v128 {
  const bounded = clamp(x, EXP_UNDERFLOW, EXP_OVERFLOW);
  const rounded = f32x4.add(f32x4.mul(bounded, constant(1.44269504088896341)), constant(ROUNDING));
  const n = f32x4.sub(rounded, constant(ROUNDING));
  let r = f32x4.sub(bounded, f32x4.mul(n, constant(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, constant(-2.12194440e-4)));
  let sum = constant(1.9875691500e-4);
  sum = horner(sum, r, 1.3981999507e-3);
  sum = horner(sum, r, 8.3334519073e-3);
  sum = horner(sum, r, 4.1665795894e-2);
  sum = horner(sum, r, 1.6666665459e-1);
  sum = horner(sum, r, 5.0000001201e-1);
  const power = f32x4.add(multiplyAdd(f32x4.mul(sum, r), r, r), constant(1));
  // 2^n: n added to the exponent bits of 1.
  const scale = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(0x3f800000));
  return f32x4.mul(power, scale);
}

/** An odd ratio of polynomials in x, from the float32 erf of the Eigen library; beyond 4, erf is 1 in float32. */
export function errorFunction(x: v128): v128 {
  const bounded = clamp(x, -4, 4);
  const square = f32x4.mul(bounded, bounded);
  let numerator = constant(-2.72614225801306e-10);
  numerator = horner(numerator, square, 2.77068142495902e-8);
  numerator = horner(numerator, square, -2.10102402082508e-6);
  numerator = horner(numerator, square, -5.69250639462346e-5);
  numerator = horner(numerator, square, -7.34990630326855e-4);
  numerator = horner(numerator, square, -2.95459980854025e-3);
  numerator = horner(numerator, square, -1.60960333262415e-2);
  let denominator = constant(-1.45660718464996e-5);
  denominator = horner(denominator, square, -2.13374055278905e-4);
  denominator = horner(denominator, square, -1.68282697438203e-3);
  denominator = horner(denominator, square, -7.37332916720468e-3);
  denominator = horner(denominator, square, -1.42647390514189e-2);
  return f32x4.div(f32x4.mul(bounded, numerator), denominator);
}

/** Where the ratio for tanh ends. From there on it is 1, to 3e-7. */
const TANH_BOUND: f32 = 7.90531110763549805;

/** Likewise from Eigen's float32 tanh; below 0.0004 it is x. */
export function hyperbolicTangent(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  const bounded = clamp(x, -TANH_BOUND, TANH_BOUND);
  const square = f32x4.mul(bounded, bounded);
  let numerator = constant(-2.76076847742355e-16);
  numerator = horner(numerator, square, 2.00018790482477e-13);
  numerator = horner(numerator, square, -8.60467152213735e-11);
  numerator = horner(numerator, square, 5.12229709037114e-8);
  numerator = horner(numerator, square, 1.48572235717979e-5);
  numerator = horner(numerator, square, 6.37261928875436e-4);
  numerator = horner(numerator, square, 4.89352455891786e-3);
  let denominator = constant(1.19825839466702e-6);
  denominator = horner(denominator, square, 1.18534705686654e-4);
  denominator = horner(denominator, square, 2.26843463243900e-3);
  denominator = horner(denominator, square, 4.89352518554385e-3);
  const ratio = f32x4.div(f32x4.mul(bounded, numerator), denominator);
  const signedOne = v128.or(v128.and(x, i32x4.splat(i32.MIN_VALUE)), constant(1));
  const saturated = v128.bitselect(signedOne, ratio, f32x4.gt(magnitude, constant(TANH_BOUND)));
  return v128.bitselect(x, saturated, f32x4.lt(magnitude, constant(0.0004)));
}

/** 1 / (1 + e^-x) */
export function logistic(x: v128): v128 {
  return f32x4.div(constant(1), f32x4.add(constant(1), exponential(f32x4.neg(x))));
}

/** What `unary` computes; the binding names the same numbers. */
export enum Unary {
  Exp,
  Erf,
  Tanh,
  Sigmoid,
}

// @ts-ignore: decorator
@inline
function apply(operation: Unary, x: v128): v128 {
  if (operation == Unary.Exp) return exponential(x);
  if (operation == Unary.Erf) return errorFunction(x);
  if (operation == Unary.Tanh) return hyperbolicTangent(x);
  return logistic(x);
}

/** y = operation(x), `count` floats. The last, incomplete vector is computed one lane at a time. */
export function unary(operation: Unary, x: usize, y: usize, count: i32): void {
  // So that the choice is made once, not in the loop.
  if (operation == Unary.Exp) map(Unary.Exp, x, y, count);
  else if (operation == Unary.Erf) map(Unary.Erf, x, y, count);
  else if (operation == Unary.Tanh) map(Unary.Tanh, x, y, count);
  else map(Unary.Sigmoid, x, y, count);
}

// @ts-ignore: decorator
@inline
function map(operation: Unary, x: usize, y: usize, count: i32): void {
  const bytes = bytesOf(count);
  let at: usize = 0;
  for (; at + 64 <= bytes; at += 64) {
    const first = apply(operation, v128.load(x + at));
    const second = apply(operation, v128.load(x + at, 16));
    const third = apply(operation, v128.load(x + at, 32));
    const fourth = apply(operation, v128.load(x + at, 48));
    storeFour(y + at, first, second, third, fourth);
  }
  for (; at + 16 <= bytes; at += 16) v128.store(y + at, apply(operation, v128.load(x + at)));
  for (; at < bytes; at += 4) {
    store<f32>(y + at, f32x4.extract_lane(apply(operation, v128.load_splat<f32>(x + at)), 0));
  }
}
