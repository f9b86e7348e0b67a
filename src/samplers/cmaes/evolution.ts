/**
 * CMA-ES itself: a normal distribution N(m, sigma^2 A C A) that moves and takes the shape of where good points lie.
 *
 * Hansen: The CMA Evolution Strategy: A Tutorial, 2016, https://arxiv.org/abs/1604.00772; equation numbers are its own. The diagonal
 * A is that of the margin (margin.ts), the identity without one. Points may come from elsewhere than the distribution (user's
 * own, left over from the generation before, moved to be feasible): too far ones are pulled in, as in Hansen: Injecting External
 * Solutions Into CMA-ES, 2011, https://arxiv.org/abs/1110.4181.
 */
import { type Eigen, symmetricEigen } from '../../math/symmetric-eigen.js';
import type { Strategy } from './strategy.js';

export interface Evolution {
  readonly strategy: Strategy;
  /** m (n,). */
  readonly mean: Float64Array;
  readonly sigma: number;
  /** The diagonal of A (n,). */
  readonly scale: Float64Array;
  /** C (n, n). */
  readonly covariance: readonly Float64Array[];
  /** C = B D^2 B^T: `values` are the diagonal of D^2. */
  readonly eigen: Eigen;
  /** p_sigma and p_c (n,). */
  readonly sigmaPath: Float64Array;
  readonly covariancePath: Float64Array;
  /** g: updates so far. */
  readonly generation: number;
}

export function startEvolution(strategy: Strategy, mean: Float64Array, sigma: number): Evolution {
  const n = strategy.dimension;
  const identity = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  return {
    strategy,
    mean,
    sigma,
    scale: new Float64Array(n).fill(1),
    covariance: identity,
    eigen: { values: new Float64Array(n).fill(1), vectors: identity },
    sigmaPath: new Float64Array(n),
    covariancePath: new Float64Array(n),
    generation: 0,
  };
}

/** The point that a standard normal z (n,) stands for. */
export function sample({ mean, sigma, scale, eigen }: Evolution, z: Float64Array): Float64Array {
  const stretched = z.map((value, j) => value * Math.sqrt(eigen.values[j] as number));
  return mean.map((m, i) => m + sigma * (scale[i] as number) * dot(eigen.vectors[i] as Float64Array, stretched)); // (38)-(40)
}

/** Standard deviation of each coordinate (n,). */
export function deviations({ sigma, scale, covariance }: Evolution): Float64Array {
  return scale.map((a, i) => sigma * a * Math.sqrt((covariance[i] as Float64Array)[i] as number));
}

/** The next generation: `points` are lambda points (n,), the best first. */
export function evolve(evolution: Evolution, points: readonly Float64Array[]): Evolution {
  const { strategy, mean, sigma, scale, covariance, eigen, sigmaPath, covariancePath, generation } = evolution;
  const { dimension: n, parents, weights, muEff, cSigma, dSigma, cC, c1, cMu, chiN } = strategy;
  const farthest = Math.sqrt(n) + (2 * n) / (n + 2); // Hansen 2011, c_y of table 1
  const steps = points.map((point) => {
    const y = point.map((x, i) => (x - (mean[i] as number)) / (sigma * (scale[i] as number)));
    const shrinkage = Math.min(1, farthest / norm(whitened(eigen, y)));
    return y.map((value) => value * shrinkage);
  });
  const mean1 = weightedSum(steps.slice(0, parents), weights); // <y>_w (41)
  const path1 = whitened(eigen, mean1);
  const newSigmaPath = sigmaPath.map(
    (p, i) => (1 - cSigma) * p + Math.sqrt(cSigma * (2 - cSigma) * muEff) * (path1[i] as number),
  ); // (43)
  const length = norm(newSigmaPath);
  const newSigma = sigma * Math.exp(Math.min(1, (cSigma / dSigma) * (length / chiN - 1))); // (44); the bound is Hansen's 2011
  // Stalls the rank-one update while sigma is still far too small (below (45)).
  const stalled = length / Math.sqrt(1 - (1 - cSigma) ** (2 * (generation + 1))) >= (1.4 + 2 / (n + 1)) * chiN;
  const h = stalled ? 0 : 1;
  const newCovariancePath = covariancePath.map(
    (p, i) => (1 - cC) * p + h * Math.sqrt(cC * (2 - cC) * muEff) * (mean1[i] as number),
  ); // (45)
  const rescaled = weights.map((w, i) => (w >= 0 ? w : (w * n) / (norm(whitened(eigen, steps[i] as Float64Array)) ** 2 || n))); // (46)
  const kept = 1 + c1 * (1 - h) * cC * (2 - cC) - c1 - cMu * weights.reduce((sum, w) => sum + w, 0);
  const newCovariance = covariance.map((row, i) =>
    row.map((c, j) => {
      const rankOne = (newCovariancePath[i] as number) * (newCovariancePath[j] as number);
      const rankMu = steps.reduce((sum, y, k) => sum + (rescaled[k] as number) * (y[i] as number) * (y[j] as number), 0);
      return kept * c + c1 * rankOne + cMu * rankMu;
    }),
  ); // (47)
  return {
    strategy,
    mean: mean.map((m, i) => m + sigma * (scale[i] as number) * (mean1[i] as number)), // (42)
    sigma: newSigma,
    scale,
    covariance: newCovariance,
    eigen: positive(symmetricEigen(newCovariance)),
    sigmaPath: newSigmaPath,
    covariancePath: newCovariancePath,
    generation: generation + 1,
  };
}

/** C^(-1/2) y = B D^-1 B^T y. */
function whitened({ values, vectors }: Eigen, y: Float64Array): Float64Array {
  const turned = values.map((value, j) => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += ((vectors[i] as Float64Array)[j] as number) * (y[i] as number);
    return sum / Math.sqrt(value);
  });
  return y.map((_, i) => dot(vectors[i] as Float64Array, turned));
}

/** Rounding can make the smallest eigenvalues negative. */
function positive({ values, vectors }: Eigen): Eigen {
  const largest = values.reduce((a, b) => Math.max(a, b));
  return { values: values.map((value) => Math.max(value, 1e-16 * largest)), vectors };
}

function weightedSum(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  return (vectors[0] as Float64Array).map((_, i) =>
    vectors.reduce((sum, vector, k) => sum + (weights[k] as number) * (vector[i] as number), 0),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
