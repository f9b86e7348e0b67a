import { points, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { type Rng, uniformInt } from '../math/rng.js';

/** A random one of the first points of a finite space that are new, or `exhausted`: for when few are left. */
export function unseenPoint(
  space: SearchSpace,
  trials: number,
  isNew: (point: Params) => boolean,
  rng: Rng,
): Params | 'exhausted' {
  // Among the first `trials + pool` points at least `pool` are new.
  const pool = 64;
  const unseen: Params[] = [];
  let looked = 0;
  for (const point of points(space)) {
    if (isNew(point)) unseen.push(point);
    if (unseen.length === pool || ++looked > trials + pool) break;
  }
  return unseen[uniformInt(rng, 0, unseen.length - 1)] ?? 'exhausted';
}
