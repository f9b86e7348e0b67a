/**
 * The signed-rank test of paired differences: how likely differences that are as often and as much negative as positive give a
 * sum of positive ranks at least as high as these.
 *
 * Wilcoxon: Individual Comparisons by Ranking Methods, Biometrics Bulletin 1, 1945, https://doi.org/10.2307/3001968. Equal sizes
 * share the mean of their ranks. A zero has a rank, which counts half for either sign ("zsplit" in SciPy), so that it tells
 * nothing but makes the other differences larger than it.
 */
import { normalCdf } from './normal.js';

/** Up to so many differences the distribution of the sum is counted out; beyond, the normal one is right to 0.004. */
const mostExact = 25;

/** The one-sided p-value against the alternative that `differences` (n,) tend to be positive; 1 where none differs from 0. */
export function signedRankPValue(differences: readonly number[]): number {
  const doubled = doubledRanks(differences.map(Math.abs)).map((rank, i) => (differences[i] === 0 ? 0 : rank));
  const informative = doubled.filter((rank) => rank > 0);
  const positive = doubled.reduce((sum, rank, i) => ((differences[i] as number) > 0 ? sum + rank : sum), 0);
  return informative.length <= mostExact ? exactTail(informative, positive) : normalTail(informative, positive);
}

/** Twice the ranks (n,) of the values, from 2: whole numbers, although equal values share the mean of their ranks. */
function doubledRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1] as number] === values[order[first] as number]) last++;
    for (let i = first; i <= last; i++) ranks[order[i] as number] = first + last + 2;
    first = last + 1;
  }
  return ranks;
}

/** P(sum >= observed) where each rank is in the sum or not with equal chance. */
function exactTail(ranks: readonly number[], observed: number): number {
  const highest = ranks.reduce((sum, rank) => sum + rank, 0);
  // By sum: the probability of it, from the ranks so far.
  const probability = new Float64Array(highest + 1);
  probability[0] = 1;
  let reached = 0;
  for (const rank of ranks) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--) {
      const without = probability[sum] as number;
      probability[sum] = 0.5 * (without + (sum >= rank ? (probability[sum - rank] as number) : 0));
    }
  }
  return probability.subarray(observed).reduce((total, p) => total + p, 0);
}

/**
 * The sum has the mean of half of all ranks and a variance of a quarter of their squares, in which ties and zeros are already.
 * Half a rank is taken off, since sums are whole ranks apart where there are no ties.
 */
function normalTail(ranks: readonly number[], observed: number): number {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
  const deviation = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0)) / 2;
  return normalCdf((mean - (observed - 1)) / deviation);
}
