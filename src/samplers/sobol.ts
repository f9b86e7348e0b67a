/**
 * A scrambled Sobol sequence (math/sobol.ts) over the search space, a dimension for each parameter, conditional ones too: covers
 * it more evenly than random points, and as soon as there are a few. Best stopped at a power of two. Where there are priors, points
 * follow them as random points do, their order kept.
 */
import { decode } from '../core/distribution.js';
import { assemble } from '../core/search-space.js';
import { scrambledSobol, sobolDimensions } from '../math/sobol.js';
import { defineSampler } from './define.js';
import { followsPriors, priorPlace } from './prior.js';

/**
 * Turned-down points are replaced from this far along the sequence for each attempt: beyond all trials of a study. Odd, since points
 * whose numbers differ by a power of two alone have as good as the same first coordinate, which may be what was turned down.
 */
const stride = 2 ** 22 + 1_299_709;

export const sobol = defineSampler({
  description: 'Points spread evenly over the search space: a scrambled Sobol sequence',
  options: {},
  learns: false,
  create: () => ({
    suggest({ space, plan, trials, trialNumber, attempt, rng, tell }) {
      const byPriors = followsPriors(space, trials, rng);
      const index = trialNumber + attempt * stride;
      const turnedDown = attempt > 0 && { 'proposals turned down': attempt };
      tell?.({ by: 'sobol', numbers: { point: trialNumber + 1, ...turnedDown } });
      const dimensions = new Map(space.parameters.map(({ name }, dimension) => [name, dimension]));
      return assemble(space, (parameter) => {
        const dimension = dimensions.get(parameter.name) as number;
        // Spaces of more parameters than there are direction numbers for: the rest is random.
        const unit = dimension < sobolDimensions ? scrambledSobol(index, dimension, plan.seed) : rng.next();
        return decode(parameter.distribution, byPriors ? priorPlace(parameter, unit) : unit);
      });
    },
  }),
});
