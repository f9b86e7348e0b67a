import type { Params } from '../../core/trial.js';
import type { Surface } from './surface.js';

/** A point with its vector (D,). */
export interface Point {
  readonly params: Params;
  readonly x: Float64Array;
}

/** What the search for a point maximises. */
export interface Acquisition {
  /** Observed points, as vectors (D,), around the first of which it is worth looking. */
  readonly ranking: readonly Float64Array[];
  /** Of each point. */
  values(points: readonly Point[]): readonly number[];
  /** Minus the value at a vector whose ordered coordinates may lie between values; writes its gradient by these (D,). */
  negative(x: Float64Array, gradient: Float64Array): number;
}

/** The observed points by rising mean. */
export function rankedByMean(surface: Surface): { x: Float64Array; mean: number }[] {
  return Array.from({ length: surface.size }, (_, i) => ({ x: surface.point(i), mean: surface.meanAt(i) })).sort(
    (a, b) => a.mean - b.mean,
  );
}
