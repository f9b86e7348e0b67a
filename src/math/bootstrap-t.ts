/**
 * Intervals and tests of a mean, or of the difference of two, that do without the normal distribution: in place of Student's, the
 * distribution of t is that of samples drawn from the samples at hand. Of the bootstrap's kinds the one that covers best where a
 * sample is skewed.
 *
 * Hall: Theoretical Comparison of Bootstrap Confidence Intervals, Annals of Statistics 16, 1988,
 * https://doi.org/10.1214/aos/1176350933; Efron & Tibshirani: An Introduction to the Bootstrap, 1993, chapters 12 and 16.
 */
import type { Estimate, Tails } from './estimate.js';
import { percentileOf } from './percentile.js';
import type { Rng } from './rng.js';

/** So many that a p-value of 0.01 is within 0.004 of itself in other draws. */
const draws = 1999;
/**
 * Of the sample's standard error: a draw's is no smaller. A draw that misses the few values of a tail has hardly any, and its t
 * would make the interval many times as wide; with this bound the interval covers as often.
 */
const leastError = 1 / 3;

/**
 * What t is under the bootstrap, by rising value.
 * @param samples each of at least two values, not all of them equal in all
 * @param estimateOf of samples as many and as large
 */
export function bootstrapT(
  samples: readonly (readonly number[])[],
  estimateOf: (samples: readonly (readonly number[])[]) => Estimate,
  rng: Rng,
): Float64Array {
  const { value, standardError } = estimateOf(samples);
  const drawn = Float64Array.from({ length: draws }, () => {
    const estimate = estimateOf(samples.map((sample) => resampled(sample, rng)));
    return (estimate.value - value) / Math.max(estimate.standardError, leastError * standardError);
  });
  return drawn.sort();
}

/** Where the true value lies but for these chances: not symmetric where the sample is not. */
export function bootstrapInterval(
  { value, standardError }: Estimate,
  drawn: Float64Array,
  { below, above }: Tails,
): [low: number, high: number] {
  const sorted = Array.from(drawn);
  return [
    value - percentileOf(sorted, 100 * (1 - below)) * standardError,
    value - percentileOf(sorted, 100 * above) * standardError,
  ];
}

/** The one-sided p-value against the alternative that the true value is above 0. */
export function bootstrapPValueAboveZero({ value, standardError }: Estimate, drawn: Float64Array): number {
  const t = value / standardError;
  return (drawn.filter((other) => other >= t).length + 1) / (drawn.length + 1);
}

function resampled(sample: readonly number[], rng: Rng): number[] {
  return sample.map(() => sample[Math.floor(rng.next() * sample.length)] as number);
}
