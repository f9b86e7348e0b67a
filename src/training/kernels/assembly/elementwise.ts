// Transcendental functions, four lanes at a time, by range reduction and polynomials or ratios of polynomials (Horner's rule).
// Largest relative errors against double precision: exp 8e-8, tanh 3e-7, erf 4e-7.

import { multiplyAdd } from './simd';

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
function clamp(x: v128, bound: f32): v128 {
  return f32x4.min(f32x4.max(x, constant(-bound)), constant(bound));
}

/** Beyond these, n below gives an exponent that stands for infinity and for 0. */
const EXP_OVERFLOW: f32 = 89;
const EXP_UNDERFLOW: f32 = -88;

/**
 * e^x = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2. ln 2 is taken off in two parts, so that r keeps all its bits.
 * The coefficients are those of expf in Moshier's Cephes library. Becomes infinity from 2.4e38 on and 0 below 8e-39, keeps NaN.
 */
export function exponential(x: v128): v128 {
  const bounded = f32x4.min(f32x4.max(x, constant(EXP_UNDERFLOW)), constant(EXP_OVERFLOW));
  const n = f32x4.nearest(f32x4.mul(bounded, constant(1.44269504088896341)));
  let r = f32x4.sub(bounded, f32x4.mul(n, constant(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, constant(-2.12194440e-4)));
  let sum = constant(1.9875691500e-4);
  sum = horner(sum, r, 1.3981999507e-3);
  sum = horner(sum, r, 8.3334519073e-3);
  sum = horner(sum, r, 4.1665795894e-2);
  sum = horner(sum, r, 1.6666665459e-1);
  sum = horner(sum, r, 5.0000001201e-1);
  const power = f32x4.add(multiplyAdd(f32x4.mul(sum, r), r, r), constant(1));
  // 2^n, put together from its exponent bits.
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(power, scale);
}

/** An odd ratio of polynomials in x, from the float32 erf of the Eigen library; beyond 4, erf is 1 in float32. */
export function errorFunction(x: v128): v128 {
  const bounded = clamp(x, 4);
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
  const bounded = clamp(x, TANH_BOUND);
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
  let i: i32 = 0;
  for (; i + 4 <= count; i += 4, x += 16, y += 16) v128.store(y, apply(operation, v128.load(x)));
  for (; i < count; i++, x += 4, y += 4) {
    store<f32>(y, f32x4.extract_lane(apply(operation, v128.load_splat<f32>(x)), 0));
  }
}
