/**
 * The beta distribution's cumulative probability I_x(a, b), the regularised incomplete beta function, for a and b above 0.
 * By its continued fraction (DLMF 8.17.22, https://dlmf.nist.gov/8.17#v) on the side where it converges fast.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const logFront = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
  return (Math.exp(logFront) / a) * continuedFraction(x, a, b);
}

/**
 * The x in [0, 1] with `betaCdf(x, a, b)` = p: by Newton's method inside of a bracket, which is halved wherever a step of Newton's
 * would leave it or has not come closer, so that every shape converges.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const scale = logBeta(a, b);
  let [low, high] = [0, 1];
  let x = a / (a + b);
  let lastStep = 1;
  // As many halvings as there are powers of two between 1 and the smallest double.
  for (let i = 0; i < 1100; i++) {
    const excess = betaCdf(x, a, b) - p;
    if (excess < 0) low = x;
    else high = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale);
    const newton = x - excess / density;
    const converges = newton > low && newton < high && Math.abs(newton - x) < lastStep / 2;
    const next = converges ? newton : (low + high) / 2;
    lastStep = Math.abs(next - x);
    if (lastStep <= Number.EPSILON * next) return next;
    x = next;
  }
  return x;
}

/** ln B(a, b) */
function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln of the gamma function for x above 0: Stirling's series (DLMF 5.11.1) after moving x to 10 or above. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const r = 1 / (z * z);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - (r * 691) / 360360))))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** By the modified method of Lentz (1976). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

/** Lentz's method divides by what must not be 0. */
function away(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
