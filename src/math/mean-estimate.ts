import type { Estimate } from './estimate.js';
import { mean, sampleVariance } from './statistics.js';

/** Of the largest value: what varies less does so by rounding, as twelve times 0.8 do about their mean. */
const rounding = 1e-12;

/** The mean of a sample (n,) of at least two values; of paired differences it is what the paired t test tests. */
export function meanEstimate(values: readonly number[]): Estimate {
  const sample = [...values];
  const largest = sample.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const standardError = Math.sqrt(sampleVariance(sample) / sample.length);
  return { value: mean(sample), standardError: standardError > rounding * largest ? standardError : 0, df: sample.length - 1 };
}
