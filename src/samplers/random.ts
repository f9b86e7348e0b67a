import { decode } from '../core/distribution.js';
import { assemble, type SearchSpace } from '../core/search-space.js';
import { isFinished, type Params, type Trial } from '../core/trial.js';
import type { Rng } from '../math/rng.js';
import { defineSampler } from './define.js';
import { drawUnit, priorShare } from './prior.js';

export const random = defineSampler({
  description: 'Every trial drawn independently from the search space',
  options: {},
  learns: false,
  create: () => ({ suggest: ({ space, trials, rng }) => randomPoint(space, rng, trials) }),
});

/**
 * A point of the space by its distributions, or by its priors: the more often, the fewer trials there are. Its constraints and
 * rows aside.
 */
export function randomPoint(space: SearchSpace, rng: Rng, trials: readonly Trial[] = []): Params {
  const byPriors = hasPriors(space) && rng.next() < priorShare(trials.filter(isFinished).length);
  return assemble(space, (parameter) => decode(parameter.distribution, byPriors ? drawUnit(parameter, rng) : rng.next()));
}

function hasPriors({ parameters }: SearchSpace): boolean {
  return parameters.some(({ prior }) => prior !== undefined);
}
