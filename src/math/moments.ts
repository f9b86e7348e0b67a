/**
 * Mean and standard deviation of values as a whole population, (n,), not empty. In two passes: the deviation of large numbers that
 * differ little keeps its digits.
 */
export function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
