import { meanEstimate } from './mean-estimate.js';
import { sampleKurtosis, sampleSkewness } from './statistics.js';

/**
 * Fewer values cannot show it: of ten normal ones the skewness has a deviation of 0.69. And a bootstrap of fewer has too little
 * to draw from to do better than Student's t.
 */
const fewest = 10;
/**
 * Standard errors; normal samples are beyond once in four times. Rather too often than too rarely: a bootstrap's interval of ten
 * normal values is 6 % wider than Student's, while Student's of ten skewed ones misses twice as often as it says.
 */
const farOut = 1.282;

/**
 * Whether it would be bold to take this sample for normal: its skewness lies more than 1.28 standard errors from 0, or its excess
 * kurtosis as far above 0 (those of G1 and G2 under normality: Joanes & Gill, Comparing Measures of Sample Skewness and Kurtosis,
 * The Statistician 47, 1998, https://doi.org/10.1111/1467-9884.00122). Values that are few and discrete do not count by
 * themselves: the mean of them is as close to normal as any, and a bootstrap draws the same few.
 */
export function isFarFromNormal(values: readonly number[]): boolean {
  const sample = [...values];
  const n = sample.length;
  if (n < fewest || meanEstimate(sample).standardError === 0) return false;
  const ofSkewness = Math.sqrt((6 * n * (n - 1)) / ((n - 2) * (n + 1) * (n + 3)));
  const ofKurtosis = 2 * ofSkewness * Math.sqrt((n ** 2 - 1) / ((n - 3) * (n + 5)));
  return Math.abs(sampleSkewness(sample)) > farOut * ofSkewness || sampleKurtosis(sample) > farOut * ofKurtosis;
}
