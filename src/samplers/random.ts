import { decode } from '../core/distribution.js';
import type { Rng } from '../core/rng.js';
import type { Sampler } from '../core/sampler.js';
import { assemble, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';

export const randomDescription = { description: 'Every trial drawn independently from the search space', options: {} } as const;

export function createRandom(): Sampler {
  return { suggest: ({ space, rng }) => randomPoint(space, rng) };
}

export function randomPoint(space: SearchSpace, rng: Rng): Params {
  return assemble(space, ({ distribution }) => decode(distribution, rng.next()));
}
