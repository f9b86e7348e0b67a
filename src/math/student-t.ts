/** Student's t distribution with `df` degrees of freedom, above 0; Infinity is the normal distribution. */
import { betaCdf, betaQuantile } from './beta.js';
import { normalCdf, normalQuantile } from './normal.js';

/** From here on the normal distribution is as exact as the beta distribution's series. */
const asGoodAsNormal = 1e8;

/** The probability of at most `t` (Abramowitz & Stegun 26.5.27), exact to about 10 digits in both tails. */
export function studentCdf(t: number, df: number): number {
  if (df >= asGoodAsNormal) return normalCdf(t);
  const square = t * t;
  // Of x = df / (df + t^2) and 1 - x the one is taken that is small, so that neither end loses digits.
  const tail =
    square < df ? 0.5 - 0.5 * betaCdf(square / (df + square), 0.5, df / 2) : 0.5 * betaCdf(df / (df + square), df / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

/** The inverse of `studentCdf`: -Infinity at 0, Infinity at 1. */
export function studentQuantile(p: number, df: number): number {
  if (df >= asGoodAsNormal) return normalQuantile(p);
  if (p > 0.5) return -studentQuantile(1 - p, df);
  if (p < 0.25) {
    const x = betaQuantile(2 * p, df / 2, 0.5);
    return -Math.sqrt((df * (1 - x)) / x);
  }
  const rest = betaQuantile(1 - 2 * p, 0.5, df / 2);
  return -Math.sqrt((df * rest) / (1 - rest));
}
