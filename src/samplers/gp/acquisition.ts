import type { Params } from '../../core/trial.js';
import type { Surface } from './surface.js';

/** What the search for a point maximises. */
export interface Acquisition {
  /** Observed points, as vectors (D,), around the first of which it is worth looking. */
  readonly ranking: readonly Float64Array[];
  /** Of a point, given with its vector (D,). */
  value(params: Params, x: Float64Array): number;
  /** Minus the value at a vector whose ordered coordinates may lie between values; writes its gradient by these (D,). */
  negative(x: Float64Array, gradient: Float64Array): number;
}

/** The observed points by rising mean. */
export function rankedByMean(surface: Surface): { x: Float64Array; mean: number; deviation: number }[] {
  return Array.from({ length: surface.size }, (_, i) => {
    const x = surface.point(i);
    return { x, ...surface.predict(x) };
  }).sort((a, b) => a.mean - b.mean);
}
