import { decode } from '../core/distribution.js';
import { assemble, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import type { Rng } from '../math/rng.js';
import { defineSampler } from './define.js';

export const random = defineSampler({
  description: 'Every trial drawn independently from the search space',
  options: {},
  learns: false,
  create: () => ({ suggest: ({ space, rng }) => randomPoint(space, rng) }),
});

/** A point of the space by its distributions; its constraints and rows aside. */
export function randomPoint(space: SearchSpace, rng: Rng): Params {
  return assemble(space, ({ distribution }) => decode(distribution, rng.next()));
}
