/**
 * Latin hypercube sampling: of every n trials, each parameter's range being cut into n equally probable strata, each stratum of
 * each parameter holds one. A finished block of n trials is followed by another one, cut and mixed anew.
 *
 * McKay, Beckman & Conover: A Comparison of Three Methods for Selecting Values of Input Variables, Technometrics 21, 1979,
 * https://doi.org/10.2307/1268522.
 */
import { decode } from '../core/distribution.js';
import { assemble, type SearchSpace } from '../core/search-space.js';
import { createRng, deriveSeed, shuffled } from '../math/rng.js';
import { defineSampler } from './define.js';
import { followsPriors, priorPlace } from './prior.js';
import { randomPoint } from './random.js';

/** Trials of a block where the budget does not say how many there will be. */
const usualBlock = 32;

export const latinHypercube = defineSampler({
  description: 'Points whose values are spread evenly over each parameter’s range: a Latin hypercube',
  options: {},
  learns: false,
  create() {
    let block: Block | undefined;
    return {
      suggest({ space, plan, trials, trialNumber, attempt, rng, tell }) {
        if (attempt > 0) {
          tell?.({ by: 'random', numbers: { 'proposals turned down': attempt } });
          return randomPoint(space, rng, trials);
        }
        const size = plan.trials ?? usualBlock;
        const number = Math.floor(trialNumber / size);
        if (block?.number !== number || block.size !== size || block.seed !== plan.seed || block.space !== space) {
          block = { number, size, seed: plan.seed, space, strata: new Map() };
        }
        tell?.({ by: 'latin-hypercube', numbers: { block: number + 1, point: (trialNumber % size) + 1, of: size } });
        const { strata } = block;
        const byPriors = followsPriors(space, trials, rng);
        return assemble(space, (parameter) => {
          const { name, distribution } = parameter;
          const order = strata.get(name) ?? randomOrder(size, deriveSeed(plan.seed, number, `latin hypercube ${name}`));
          strata.set(name, order);
          const unit = ((order[trialNumber % size] as number) + rng.next()) / size;
          return decode(distribution, byPriors ? priorPlace(parameter, unit) : unit);
        });
      },
    };
  },
});

/** The cut and mixed ranges of a block, made as they are asked for. */
interface Block {
  readonly space: SearchSpace;
  readonly seed: number;
  readonly number: number;
  /** Trials, and strata of each parameter. */
  readonly size: number;
  /** By parameter name, by trial of the block: its stratum. */
  readonly strata: Map<string, readonly number[]>;
}

function randomOrder(size: number, seed: number): number[] {
  return shuffled(createRng(seed), [...new Array(size).keys()]);
}
