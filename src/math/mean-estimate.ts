import type { Estimate } from './estimate.js';
import { mean, sampleVariance } from './statistics.js';

/** The mean of a sample (n,) of at least two values; of paired differences it is what the paired t test tests. */
export function meanEstimate(values: readonly number[]): Estimate {
  const sample = [...values];
  return {
    value: mean(sample),
    standardError: Math.sqrt(sampleVariance(sample) / sample.length),
    df: sample.length - 1,
  };
}
