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
  return Math.exp(-x * x) * erfcx(x);
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
const smallTop = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
];
const smallBottom = [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

// exp(x^2) * erfc(x), for 0.46875 <= x <= 4.
const middleTop = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.9863513819740013e2,
  8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
];
const middleBottom = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.3718110186200986e2, 1.62138957456669019e3, 3.29079923573345963e3,
  4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
];

// (1 / sqrt(pi) - x * exp(x^2) * erfc(x)) * x^2 in 1 / x^2, for x >= 4.
const tailTop = [
  1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
  6.58749161529837803e-4,
];
const tailBottom = [
  1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
];

// AS 241: quantile / q in 0.180625 - q^2, for |q| <= 0.425.
const centreTop = [
  2.509080928730122672e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4,
  1.9715909503065514427e3, 1.3314166789178437745e2, 3.387132872796366608,
];
const centreBottom = [
  5.226495278852854561e3, 2.8729085735721942674e4, 3.930789580009271061e4, 2.1213794301586595867e4, 5.394196021424751107e3,
  6.871870074920579083e2, 4.2313330701600911252e1, 1,
];

// The quantile in r - 1.6 with r = sqrt(-ln(tail)), for r <= 5.
const flankTop = [
  7.7454501427834140764e-4, 2.27238449892691845833e-2, 2.4178072517745061177e-1, 1.27045825245236838258, 3.64784832476320460504,
  5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const flankBottom = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 1.51986665636164571966e-2, 1.4810397642748007459e-1,
  6.8976733498510000455e-1, 1.6763848301838038494, 2.05319162663775882187, 1,
];

// The quantile in r - 5, for r > 5.
const farTop = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.2426609473880784386e-3, 2.6532189526576123093e-2,
  2.9656057182850489123e-1, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const farBottom = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  1.48753612908506148525e-2, 1.3692988092273580531e-1, 5.9983220655588793769e-1, 1,
];
