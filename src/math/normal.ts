/**
 * The normal distribution, exact to about 15 digits in both tails.
 *
 * The error function is Cody's: Rational Chebyshev Approximations for the Error Function, Mathematics of Computation 23, 1969,
 * https://doi.org/10.1090/S0025-5718-1969-0247736-4. The quantile is Wichura's: Algorithm AS 241, The Percentage Points of the
 * Normal Distribution, Applied Statistics 37, 1988, https://doi.org/10.2307/2347330.
 */

export function erf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (Math.abs(x) > smallLimit) return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
  return x * ratio(smallTop, smallBottom, x * x);
}

/** 1 - erf(x), without losing the digits of a small result. */
export function erfc(x: number): number {
  if (x < -smallLimit) return 2 - erfc(-x);
  if (x <= smallLimit) return 1 - erf(x);
  // exp(-x^2) from an exact square and a small rest (Cody's remark): rounding x^2 would cost digits where it is large.
  const coarse = Math.trunc(x * 16) / 16;
  return x > 27 ? 0 : Math.exp(-coarse * coarse) * Math.exp((coarse - x) * (coarse + x)) * erfcx(x);
}

/** exp(x^2) * erfc(x): what remains of erfc where it is too small for a double. For x >= 0. */
export function erfcx(x: number): number {
  if (x <= smallLimit) return Math.exp(x * x) * (1 - erf(x));
  if (x <= 4) return ratio(middleTop, middleBottom, x);
  const z = 1 / (x * x);
  return (1 / Math.sqrt(Math.PI) - z * ratio(tailTop, tailBottom, z)) / x;
}

/** The probability that a standard normal is at most `z`. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

/** The inverse of `normalCdf`: -Infinity at 0, Infinity at 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(centreTop, centreBottom, 0.180625 - q * q);
  const tail = Math.min(p, 1 - p);
  if (tail <= 0) return tail === 0 ? q * Number.POSITIVE_INFINITY : Number.NaN;
  const r = Math.sqrt(-Math.log(tail));
  const z = r <= 5 ? ratio(flankTop, flankBottom, r - 1.6) : ratio(farTop, farBottom, r - 5);
  return q < 0 ? -z : z;
}

/** The logarithm of the probability that a standard normal falls into [a, b], for a <= b, however far out they are. */
export function logNormalMass(a: number, b: number): number {
  if (a > 0) return logNormalMass(-b, -a);
  if (b > 0) return Math.log(0.5 * (erfc(-b * Math.SQRT1_2) - erfc(-a * Math.SQRT1_2)));
  // Both in the left tail: erfc(-b) - erfc(-a) with the common factor exp(-b^2 / 2) taken out, so that nothing underflows.
  const shrinkage = Math.exp((b - a) * (b + a) * 0.5);
  return Math.log(0.5 * (erfcx(-b * Math.SQRT1_2) - shrinkage * erfcx(-a * Math.SQRT1_2))) - 0.5 * b * b;
}

/**
 * The value in [a, b] below which a standard normal, truncated to [a, b], falls with probability `p`.
 * Needs a <= 37 and b >= -37: beyond, a double cannot hold the mass.
 */
export function truncatedNormalQuantile(p: number, a: number, b: number): number {
  // The left tail holds small probabilities exactly, the right one does not.
  if (a > 0) return -truncatedNormalQuantile(1 - p, -b, -a);
  const below = normalCdf(a);
  return Math.min(b, Math.max(a, normalQuantile(below + p * (normalCdf(b) - below))));
}

/** Of two polynomials in x; coefficients from the highest power down. */
function ratio(top: readonly number[], bottom: readonly number[], x: number): number {
  let numerator = 0;
  for (let i = 0; i < top.length; i++) numerator = numerator * x + (top[i] as number);
  let denominator = 0;
  for (let i = 0; i < bottom.length; i++) denominator = denominator * x + (bottom[i] as number);
  return numerator / denominator;
}

/** Where Cody's approximation of erf ends and those of erfc begin. */
const smallLimit = 0.46875;

// Cody 1969: erf(x) / x in x^2, for |x| <= 0.46875.
const smallTop = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694];
const smallBottom = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];

// exp(x^2) * erfc(x), for 0.46875 <= x <= 4.
const middleTop = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const middleBottom = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
];

// (1 / sqrt(pi) - x * exp(x^2) * erfc(x)) * x^2 in 1 / x^2, for x >= 4.
const tailTop = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
];
const tailBottom = [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];

// AS 241: quantile / q in 0.180625 - q^2, for |q| <= 0.425.
const centreTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const centreBottom = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];

// The quantile in r - 1.6 with r = sqrt(-ln(tail)), for r <= 5.
const flankTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
  4.630337846156546, 1.4234371107496835,
];
const flankBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
  2.053191626637759, 1,
];

// The quantile in r - 5, for r > 5.
const farTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const farBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
