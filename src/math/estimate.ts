/** What samples say about a number: intervals and tests by Student's t distribution. */
import { studentCdf, studentQuantile } from './student-t.js';

/** A number that was estimated, with what tells how exactly. */
export interface Estimate {
  readonly value: number;
  /** 0 where nothing varied. */
  readonly standardError: number;
  /** Of the standard error, above 0. */
  readonly df: number;
}

/** The chances of an interval to err: that the true value lies below it, and above it. */
export interface Tails {
  readonly below: number;
  readonly above: number;
}

/** Where the true value lies but for these chances. */
export function studentInterval({ value, standardError, df }: Estimate, { below, above }: Tails): [low: number, high: number] {
  if (standardError === 0) return [value, value];
  return [value - studentQuantile(1 - below, df) * standardError, value + studentQuantile(1 - above, df) * standardError];
}

/** The one-sided p-value against the alternative that the true value is above 0. */
export function pValueAboveZero({ value, standardError, df }: Estimate): number {
  if (standardError === 0) return value > 0 ? 0 : 1;
  return studentCdf(-value / standardError, df);
}
