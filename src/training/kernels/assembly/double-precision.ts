// e^x and ln x in double precision. The compiler's own come with tables, and this module is to have no data.

const LOG2_E: f64 = 1.4426950408889634;
/** ln 2 in two parts, the first of few bits, so that n times it is exact. */
const LN_2_HIGH: f64 = 0.693147180369123816490;
const LN_2_LOW: f64 = 1.90821492927058770002e-10;
const LN_2: f64 = 0.6931471805599453;
const SQRT_2: f64 = 1.4142135623730951;

/** e^x = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2; the Taylor series of e^r to 2e-16. 0 below the normal numbers, for x < 709. */
export function exponentialOf(x: f64): f64 {
  const n = nearest<f64>(x * LOG2_E);
  if (n < -1022) return 0;
  const r = x - n * LN_2_HIGH - n * LN_2_LOW;
  let sum: f64 = 1.0 / 479001600;
  sum = sum * r + 1.0 / 39916800;
  sum = sum * r + 1.0 / 3628800;
  sum = sum * r + 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1;
  sum = sum * r + 1;
  return sum * reinterpret<f64>((<i64>n + 1023) << 52);
}

/** ln x = n ln 2 + ln m with m in [0.7, 1.42), and ln m = 2 artanh z with z = (m - 1) / (m + 1). For positive normal x. */
export function logarithmOf(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let n = (bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > SQRT_2) {
    m *= 0.5;
    n++;
  }
  const z = (m - 1) / (m + 1);
  let sum: f64 = 0;
  for (let i: f64 = 19; i > 0; i -= 2) sum = sum * z * z + 1 / i;
  return 2 * z * sum + <f64>n * LN_2;
}
