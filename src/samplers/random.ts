import { decode } from '../core/distribution.js';
import { assemble, type SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';
import type { Rng } from '../math/rng.js';
import { defineSampler } from './define.js';
import { followsPriors, priorPlace } from './prior.js';

export const random = defineSampler({
  description: 'Every trial drawn independently from the search space',
  options: {},
  learns: false,
  create: () => ({
    suggest({ space, trials, rng, tell }) {
      tell?.({ by: 'random', numbers: {} });
      return randomPoint(space, rng, trials);
    },
  }),
});

/**
 * A point of the space by its distributions, or by its priors: the more often, the fewer trials there are. Its constraints and
 * rows aside.
 */
export function randomPoint(space: SearchSpace, rng: Rng, trials: readonly Trial[] = []): Params {
  const byPriors = followsPriors(space, trials, rng);
  return assemble(space, (parameter) => {
    const unit = rng.next();
    return decode(parameter.distribution, byPriors ? priorPlace(parameter, unit) : unit);
  });
}
