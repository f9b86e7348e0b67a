/**
 * How sure the seeds make us of a configuration's expected loss, and of its being worse than another one.
 *
 * From three seeds on its own variance counts, by Student's t, by the bootstrap where it would be absurd to take the sample for
 * normal (math/far-from-normal.ts), and for two configurations by the paired test over the seeds that both had, by Welch's where those are
 * fewer than three. Of fewer seeds a variance says next to nothing: the pooled one of all configurations stands in (study/seed-noise.ts), as
 * it does where all values are equal, which few seeds of a coarse metric often are. bench/statistics.ts measures how often it errs.
 */
import { bootstrapInterval, bootstrapPValueAboveZero, bootstrapT } from '../math/bootstrap-t.js';
import { type Estimate, pValueAboveZero, studentInterval, type Tails } from '../math/estimate.js';
import { isFarFromNormal } from '../math/far-from-normal.js';
import { meanEstimate } from '../math/mean-estimate.js';
import { createRng } from '../math/rng.js';
import { mean } from '../math/statistics.js';
import { studentQuantile } from '../math/student-t.js';
import { welchDifference } from '../math/welch.js';
import type { Configuration } from './configurations.js';
import type { SeedNoise } from './seed-noise.js';

/** Of intervals; tests err as rarely. */
export const confidenceLevel = 0.95;
/** Of an interval that nothing was chosen by. */
export const evenTails: Tails = { below: (1 - confidenceLevel) / 2, above: (1 - confidenceLevel) / 2 };
/** From here on a sample's own variance counts. */
const fewestSeeds = 3;
/** Any: the same samples have the same interval whenever they are looked at. */
const bootstrapSeed = 1;

export interface MeanWithInterval {
  readonly loss: number;
  readonly interval?: readonly [low: number, high: number];
}

/** Where the mean of all that a sample was drawn from lies; undefined where there is no telling. */
function meanInterval(
  values: readonly number[],
  noise: SeedNoise | undefined,
  tails: Tails,
): [low: number, high: number] | undefined {
  const own = values.length >= fewestSeeds ? meanEstimate(values) : undefined;
  if (own && own.standardError > 0) {
    const ofMean: EstimateOf = ([sample = []]) => meanEstimate(sample);
    return isFarFromNormal(values) ? bootstrapInterval(own, drawn([values], ofMean), tails) : studentInterval(own, tails);
  }
  if (noise === undefined) return undefined;
  const standardError = Math.sqrt(noise.variance / values.length);
  return studentInterval({ value: mean([...values]), standardError, df: noise.df }, tails);
}

/** The mean, and the interval around it that errs with these chances: left out, the same to either side. */
export function meanWithInterval(
  values: readonly number[],
  noise: SeedNoise | undefined,
  tails: Tails = evenTails,
): MeanWithInterval {
  const interval = meanInterval(values, noise, tails);
  return { loss: mean([...values]), ...(interval && { interval }) };
}

/** The one-sided p-value against the alternative that `other` has the higher expected loss; undefined where there is no telling. */
export function pValueOfWorse(best: Configuration, other: Configuration, noise: SeedNoise | undefined): number | undefined {
  const paired = pairedDifferences(best, other);
  const p = paired.length >= fewestSeeds ? pValue([paired], ([sample = []]) => meanEstimate(sample)) : undefined;
  if (p !== undefined) return p;
  const [ofBest, ofOther] = [[...best.losses.values()], [...other.losses.values()]];
  if (paired.length === 0 && Math.min(ofBest.length, ofOther.length) >= fewestSeeds) {
    const independent = pValue([ofOther, ofBest], ([a = [], b = []]) => welchDifference(a, b));
    if (independent !== undefined) return independent;
  }
  if (noise === undefined) return undefined;
  return pValueAboveZero({
    value: mean(ofOther) - mean(ofBest),
    standardError: Math.sqrt(noise.variance * (1 / ofOther.length + 1 / ofBest.length)),
    df: noise.df,
  });
}

/**
 * The loss of one seed above which `pValueOfWorse` is so small that it is below 0.05 after any correction for so many tests; Infinity
 * where there is no telling.
 */
export function worstUntoldLoss({ losses }: Configuration, noise: SeedNoise | undefined, tests: number): number {
  if (noise === undefined || tests === 0) return Number.POSITIVE_INFINITY;
  const standardError = Math.sqrt(noise.variance * (1 + 1 / losses.size));
  return mean([...losses.values()]) - studentQuantile((1 - confidenceLevel) / tests, noise.df) * standardError;
}

/** Of the seeds that both had: how much worse `other` was. */
function pairedDifferences(best: Configuration, other: Configuration): number[] {
  if (best.evidence !== other.evidence) return [];
  return [...other.losses].flatMap(([round, loss]) => {
    const ofBest = best.losses.get(round);
    return ofBest === undefined ? [] : [loss - ofBest];
  });
}

type EstimateOf = (samples: readonly (readonly number[])[]) => Estimate;

/** Undefined where nothing varied: few seeds of a coarse metric are no proof. */
function pValue(samples: readonly (readonly number[])[], estimateOf: EstimateOf): number | undefined {
  const estimate = estimateOf(samples);
  if (estimate.standardError === 0) return undefined;
  return samples.some(isFarFromNormal)
    ? bootstrapPValueAboveZero(estimate, drawn(samples, estimateOf))
    : pValueAboveZero(estimate);
}

function drawn(samples: readonly (readonly number[])[], estimateOf: EstimateOf): Float64Array {
  return bootstrapT(samples, estimateOf, createRng(bootstrapSeed));
}
