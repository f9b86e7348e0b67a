import { sampleKurtosis, sampleSkewness, sampleVariance } from './statistics.js';

/**
 * Fewer values cannot show it: of ten normal ones the skewness has a deviation of 0.69. And a bootstrap of fewer has too little
 * to draw from to do better than Student's t.
 */
const fewest = 10;
/** Standard errors; normal samples are beyond once in 100 each. */
const farOut = 2.576;

/**
 * Whether it would be absurd to take this sample for normal: its skewness or its excess kurtosis lies more than 2.58 standard
 * errors from 0 (those of Fisher's g1 and g2 under normality: Joanes & Gill, Comparing Measures of Sample Skewness and Kurtosis,
 * The Statistician 47, 1998, https://doi.org/10.1111/1467-9884.00122). Values that are few and discrete do not count by
 * themselves: the mean of them is as close to normal as any, and a bootstrap draws the same few.
 */
export function isFarFromNormal(values: readonly number[]): boolean {
  const sample = [...values];
  const n = sample.length;
  if (n < fewest || sampleVariance(sample) === 0) return false;
  const ofSkewness = Math.sqrt((6 * n * (n - 1)) / ((n - 2) * (n + 1) * (n + 3)));
  const ofKurtosis = 2 * ofSkewness * Math.sqrt((n ** 2 - 1) / ((n - 3) * (n + 5)));
  return Math.abs(sampleSkewness(sample)) > farOut * ofSkewness || Math.abs(sampleKurtosis(sample)) > farOut * ofKurtosis;
}
