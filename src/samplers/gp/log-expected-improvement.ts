/**
 * The logarithm of the expected improvement, exact however small it is: Ament, Daulton, Eriksson, Balandat & Bakshy: Unexpected
 * Improvements to Expected Improvement for Bayesian Optimization, NeurIPS 2023, https://arxiv.org/abs/2310.20708.
 */
import { erfcx, normalCdf } from '../../math/normal.js';

const logSqrtTau = 0.5 * Math.log(2 * Math.PI);
const sqrtHalfPi = Math.sqrt(Math.PI / 2);

/** log(phi(z) + z Phi(z)) (eq. 9): of an improvement in units of the deviation, when its mean is `z`. */
export function logH(z: number): number {
  if (z > -1) return Math.log(density(z) + z * normalCdf(z));
  if (z < farTail) return -0.5 * z * z - logSqrtTau - 2 * Math.log(-z);
  return -0.5 * z * z - logSqrtTau + Math.log1p(z * millsRatio(-z));
}

/** The derivative of `logH`. */
export function logHSlope(z: number): number {
  if (z > -1) return normalCdf(z) / (density(z) + z * normalCdf(z));
  if (z < farTail) return -z;
  return millsRatio(-z) / (1 + z * millsRatio(-z));
}

/** Below, 1 - |z| * Mills' ratio has no digits left; its asymptote 1 / z^2 has all. */
const farTail = -1e4;

function density(z: number): number {
  return Math.exp(-0.5 * z * z - logSqrtTau);
}

/** (1 - Phi(z)) / phi(z), for z >= 0. */
function millsRatio(z: number): number {
  return sqrtHalfPi * erfcx(z * Math.SQRT1_2);
}
