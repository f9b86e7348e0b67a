import { decode, valueCount } from '../core/distribution.js';
import { assemble, points, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { createRng } from '../math/rng.js';

/** The most points that are looked at: some tenths of a second. */
const mostPoints = 100_000;
/** Where so many break the constraints, it is time to search for one that does not. */
export const pointsBeforeSearch = 10_000;

/** Points to learn from what a space is like before anything runs. */
export interface Probe {
  /** Whatever the constraints say. */
  readonly points: Iterable<Params>;
  /** The most points that there are to look at. */
  readonly count: number;
  /** Whether these are all points of the space, or random ones. */
  readonly isComplete: boolean;
}

export function probe({ parameters, rows }: SearchSpace): Probe {
  if (rows) return { points: rows, count: rows.length, isComplete: true };
  const space = { parameters };
  const combinations = parameters.reduce((product, { distribution }) => product * valueCount(distribution), 1);
  if (combinations <= mostPoints) return { points: points(space), count: combinations, isComplete: true };
  return { points: randomPoints(space), count: mostPoints, isComplete: false };
}

function* randomPoints(space: SearchSpace): Generator<Params> {
  const rng = createRng(0);
  for (let i = 0; i < mostPoints; i++) yield assemble(space, ({ distribution }) => decode(distribution, rng.next()));
}
