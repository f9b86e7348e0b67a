import type { Choice } from '../../core/distribution.js';
import { decode, type OrderedDistribution, shareOf, valueCount } from '../../core/distribution.js';
import type { Parameter, SearchSpace } from '../../core/search-space.js';
import { truncatedNormalQuantile } from '../../math/normal.js';
import type { Rng } from '../../math/rng.js';

/** A parameter that CMA-ES moves along: ordered values, part of every trial. */
export interface Coordinate {
  readonly name: string;
  readonly distribution: OrderedDistribution;
  /** Each of its values has a share of [0, 1] of its own, as those of whole numbers have. */
  readonly stepped: boolean;
}

export function coordinatesOf(space: SearchSpace): Coordinate[] {
  return space.parameters.flatMap(({ name, distribution, when }: Parameter) => {
    if (when !== undefined || distribution.kind === 'categorical' || valueCount(distribution) === 1) return [];
    return [{ name, distribution, stepped: Number.isFinite(valueCount(distribution)) }];
  });
}

/** The share of a stepped value; the outermost ones reach to infinity, because what lies outside [0, 1] becomes them. */
export function cellOf(distribution: OrderedDistribution, value: Choice): readonly [from: number, to: number] {
  const [from, to] = shareOf(distribution, value);
  const rounding = 1e-12;
  return [from <= rounding ? Number.NEGATIVE_INFINITY : from, to >= 1 - rounding ? Number.POSITIVE_INFINITY : to];
}

/** The value that a place on the axis stands for. */
export function valueNear({ distribution }: Coordinate, place: number): Choice {
  return decode(distribution, Math.min(1, Math.max(0, place)));
}

/**
 * The place on the axis that a value stands for. Of a stepped value only its share is known: a place within it is drawn from
 * N(mean, deviation^2), as it would have been sampled.
 */
export function placeOf({ distribution, stepped }: Coordinate, value: Choice, mean: number, deviation: number, rng: Rng): number {
  if (!stepped) return shareOf(distribution, value)[0];
  const [from, to] = cellOf(distribution, value);
  // Further out than a double can tell, the nearest end of the share.
  const far = 30;
  const [a, b] = [(from - mean) / deviation, (to - mean) / deviation];
  if (a > far) return from;
  if (b < -far) return to;
  return mean + deviation * truncatedNormalQuantile(rng.next(), a, b);
}
