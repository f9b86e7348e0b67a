import type { Estimate } from './estimate.js';
import { meanEstimate } from './mean-estimate.js';

/**
 * The mean of `a` (n,) less that of `b` (m,), at least two values each, whose variances need not be equal. Welch: The
 * Generalization of "Student's" Problem when Several Different Population Variances are Involved, Biometrika 34, 1947,
 * https://doi.org/10.2307/2332510.
 */
export function welchDifference(a: readonly number[], b: readonly number[]): Estimate {
  return estimateDifference(meanEstimate(a), meanEstimate(b));
}

/** Of two estimates that do not depend on each other, with the degrees of freedom of Welch and Satterthwaite. */
function estimateDifference(a: Estimate, b: Estimate): Estimate {
  const [ofA, ofB] = [a.standardError ** 2, b.standardError ** 2];
  const variance = ofA + ofB;
  return {
    value: a.value - b.value,
    standardError: Math.sqrt(variance),
    df: variance === 0 ? a.df + b.df : variance ** 2 / (ofA ** 2 / a.df + ofB ** 2 / b.df),
  };
}
