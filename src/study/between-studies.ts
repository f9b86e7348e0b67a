import { pValueAboveZero } from '../math/estimate.js';
import { holm } from '../math/holm.js';
import { welchDifference } from '../math/welch.js';

/** A study's winner under fresh seeds. */
export interface WinnerSample {
  /** What to expect of it, which is its mean or, as the best of several means is lucky, a little more. */
  readonly expected: number;
  /** Its losses, by seed. */
  readonly losses: readonly number[];
}

/**
 * Whether the winners of other studies are worse than this one: p-values of Welch's two-sided tests (math/welch.ts), with Holm's correction
 * for being several. The difference is of what to expect, not of the means, as one winner was chosen from more configurations than another.
 * Undefined where one of the two has a single seed, or nothing varied.
 */
export function pValuesBetweenStudies(best: WinnerSample, others: readonly WinnerSample[]): (number | undefined)[] {
  const raw = others.map((other) => {
    if (Math.min(other.losses.length, best.losses.length) < 2) return undefined;
    const estimate = welchDifference(other.losses, best.losses);
    if (estimate.standardError === 0) return undefined;
    return 2 * pValueAboveZero({ ...estimate, value: Math.abs(other.expected - best.expected) });
  });
  const corrected = holm(raw.filter((p) => p !== undefined));
  return raw.map((p) => (p === undefined ? undefined : corrected.shift()));
}
