/** (n,) rising. */
type Sorted = Pick<readonly number[], 'length' | 'at'>;

/**
 * The percentile of sorted values by linear interpolation between the two nearest (definition 7 of Hyndman & Fan: Sample
 * Quantiles in Statistical Packages, The American Statistician 50, 1996, https://doi.org/10.2307/2684934; R's and NumPy's default).
 * `sorted` is not empty; `percentile` is in [0, 100].
 */
export function percentileOf(sorted: Sorted, percentile: number): number {
  const position = ((sorted.length - 1) * percentile) / 100;
  const below = Math.floor(position);
  const low = sorted.at(below) as number;
  const high = sorted.at(Math.ceil(position)) as number;
  return low + (position - below) * (high - low);
}
