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

/** How far the true value may lie from the estimate to either side, at this level of confidence, such as 0.95. */
export function halfWidth({ standardError, df }: Estimate, level: number): number {
  return standardError === 0 ? 0 : studentQuantile((1 + level) / 2, df) * standardError;
}

/** The one-sided p-value against the alternative that the true value is above 0. */
export function pValueAboveZero({ value, standardError, df }: Estimate): number {
  if (standardError === 0) return value > 0 ? 0 : 1;
  return studentCdf(-value / standardError, df);
}
