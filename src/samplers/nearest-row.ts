import { encode } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';

/** Places of recorded rows, once for a space. */
const placesOf = new WeakMap<readonly Params[], Float64Array[]>();

/** The recorded row nearest to a point among those that `isNew`, by the distance of `place`; undefined when none is left. */
export function nearestRow(
  space: SearchSpace,
  rows: readonly Params[],
  point: Params,
  isNew: (row: Params) => boolean,
): Params | undefined {
  const places = placesOf.get(rows) ?? rows.map((row) => place(space.parameters, row));
  placesOf.set(rows, places);
  const target = place(space.parameters, point);
  let nearest: Params | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const distance = squaredDistance(places[i] as Float64Array, target, smallest);
    if (distance >= smallest || !isNew(rows[i] as Params)) continue;
    smallest = distance;
    nearest = rows[i];
  }
  return nearest;
}

/** A coordinate for each ordered parameter, and one for each choice of a categorical one; a parameter that is not there is far off. */
function place(parameters: readonly Parameter[], params: Params): Float64Array {
  return Float64Array.from(
    parameters.flatMap(({ name, distribution }) => {
      const value = params[name];
      if (distribution.kind !== 'categorical') return value === undefined ? [-1] : [encode(distribution, value)];
      // Two different choices are a distance of 1 apart.
      return distribution.choices.map((choice) => (choice === value ? Math.SQRT1_2 : 0));
    }),
  );
}

/** Gives up where the distance reaches `bound`. */
function squaredDistance(a: Float64Array, b: Float64Array, bound: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum < bound; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum;
}
