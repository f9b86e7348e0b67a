import type { Rng } from '../core/rng.js';
import { points, type SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';
import { uniformInt } from '../math/rng.js';
import { randomPoint } from './random.js';

/** Whether a trial, in whatever state, has these parameters. Both must be points of the same space. */
export function isSeen(params: Params, trials: readonly Trial[]): boolean {
  const entries = Object.entries(params);
  return trials.some(
    (trial) =>
      // Two points that agree on one's parameters and have equally many of them agree on all.
      entries.every(([name, value]) => trial.params[name] === value) && Object.keys(trial.params).length === entries.length,
  );
}

/** A random point of a finite space that no trial has, or `exhausted`. */
export function unseenPoint(space: SearchSpace, trials: readonly Trial[], rng: Rng): Params | 'exhausted' {
  for (let attempt = 0; attempt < 20; attempt++) {
    const point = randomPoint(space, rng);
    if (!isSeen(point, trials)) return point;
  }
  // Few points are left, or the likely ones are taken. Among the first `trials.length + pool` points at least `pool` are unseen.
  const pool = 64;
  const unseen: Params[] = [];
  for (const point of points(space)) {
    if (!isSeen(point, trials)) unseen.push(point);
    if (unseen.length === pool) break;
  }
  return unseen[uniformInt(rng, 0, unseen.length - 1)] ?? 'exhausted';
}
