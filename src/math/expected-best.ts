/**
 * The expected lowest of n values drawn from those at hand, for n from 1 to N: exact, over all choices of n of them. It is the
 * unbiased estimate of what n independent trials would reach; drawing with replacement, as Dodge et al. (Show Your Work: Improved
 * Reporting of Experimental Results, EMNLP 2019, https://arxiv.org/abs/1909.03004) first did, is too pessimistic (Tang et al.: Showing
 * Your Work Doesn't Always Work, ACL 2020, https://arxiv.org/abs/2004.13705).
 * @param losses (N,), finite, in any order
 * @returns (N,), falling: the expected best of 1, 2, ... N
 */
export function expectedBest(losses: readonly number[]): number[] {
  const rising = [...losses].sort((a, b) => a - b);
  const total = rising.length;
  return rising.map((_, index) => {
    const drawn = index + 1;
    // The chance that the best of those drawn is the i-th lowest, C(N - i, n - 1) / C(N, n), each from the one before.
    let chance = drawn / total;
    let sum = 0;
    for (let i = 0; i + drawn <= total; i++) {
      sum += chance * (rising[i] as number);
      chance *= (total - i - drawn) / (total - i - 1);
    }
    return sum;
  });
}
