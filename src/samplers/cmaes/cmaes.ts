/**
 * CMA-ES over the ordered parameters that every trial has: a normal distribution on the unit cube that moves to where good trials
 * lie and takes their shape, so that it follows narrow, slanted valleys (evolution.ts). Whole numbers and other stepped values keep
 * a margin (margin.ts); categorical and conditional parameters are left to a univariate TPE, which was better than random ones.
 *
 * Hansen: The CMA Evolution Strategy: A Tutorial, 2016, https://arxiv.org/abs/1604.00772; quasi-random samples as in Teytaud &
 * Gelly: DCMA, Yet Another Derandomization in Covariance-Matrix-Adaptation, GECCO 2007, https://doi.org/10.1145/1276958.1277150.
 *
 * There is no state but the trials: generations are replayed in the order in which trials finished (replay.ts), so that any number
 * may run at a time and a resumed study goes on as it would have.
 */
import { decode, valueCount } from '../../core/distribution.js';
import { UsageError } from '../../core/errors.js';
import { readOptions } from '../../core/option.js';
import type { SampleContext, Sampler, SearchPlan } from '../../core/sampler.js';
import { assemble } from '../../core/search-space.js';
import type { Params } from '../../core/trial.js';
import { normalQuantile } from '../../math/normal.js';
import { standardNormal } from '../../math/rng.js';
import { scrambledSobol, sobolDimensions } from '../../math/sobol.js';
import { defineSampler } from '../define.js';
import { inFinishingOrder } from '../finishing-order.js';
import { priorPlace } from '../prior.js';
import { tpe } from '../tpe/tpe.js';
import { type Coordinate, coordinatesOf, valueNear } from './coordinates.js';
import { type Evolution, sample } from './evolution.js';
import { Replay } from './replay.js';
import type { Restarts } from './restarts.js';

export const cmaes = defineSampler({
  description:
    'CMA-ES: a normal distribution that learns scale and correlations of numerical parameters; best from 100 trials on',
  options: {
    sigma0: {
      description: 'Standard deviation of the first trials, in units of each parameter’s range',
      kind: 'number',
      minimum: 0,
      maximum: 1,
      exclusive: true,
      default: 1 / 6,
    },
    restarts: {
      description: 'Once it has converged: end the learning, start again with twice the population, or in turns with small ones',
      kind: 'choice',
      choices: ['none', 'ipop', 'bipop'],
      default: 'ipop',
    },
  },
  learns: true,
  create: ({ sigma0, restarts }) => cmaesSampler(sigma0, restarts as Restarts),
});

function cmaesSampler(sigma: number, restarts: Restarts): Sampler {
  const independent = tpe.create(readOptions('the sampler tpe', tpe.options, { multivariate: false }));
  let replay: Replay | undefined;
  return {
    suggest(context) {
      const { space, plan, trials, rng, tell } = context;
      assertOneObjective(plan);
      const coordinates = coordinatesOf(space);
      if (coordinates.length === 0) return independent.suggest(context);
      if (replay?.space !== space || replay.seed !== plan.seed) {
        replay = new Replay({ space, seed: plan.seed, coordinates, sigma, restarts });
      }
      const evolution = replay.after(inFinishingOrder(trials));
      const places = sampleInside(evolution, coordinates, context);
      const values = new Map(coordinates.map((coordinate, j) => [coordinate.name, valueNear(coordinate, places[j] as number)]));
      const isComplete = space.parameters.every(({ name, distribution }) => values.has(name) || valueCount(distribution) === 1);
      const others = isComplete ? {} : independent.suggest(context);
      const { run, generation, used } = replay.standing;
      // Those that run count: where many do, there are more of them than the generation takes.
      const member = trials.filter(({ state }) => state !== 'waiting').length - used + 1;
      const { population } = evolution.strategy;
      tell?.({ by: 'cmaes', numbers: { run, generation: generation + 1, member, population, sigma: evolution.sigma } });
      return assemble(space, (parameter) => {
        const value = values.get(parameter.name) ?? (others as Params)[parameter.name];
        // What TPE left out may be part of the trial by the values that CMA-ES has chosen.
        return value === undefined ? decode(parameter.distribution, priorPlace(parameter, rng.next())) : value;
      });
    },
  };
}

/** A sample (n,) whose continuous coordinates lie in [0, 1]: drawn again while they do not, in the end moved to the border. */
function sampleInside(evolution: Evolution, coordinates: readonly Coordinate[], context: SampleContext): Float64Array {
  const draws = 100;
  const isOutside = (places: Float64Array) => places.some((x, j) => !coordinates[j]?.stepped && (x < 0 || x > 1));
  let places = sample(evolution, evenNormals(coordinates.length, context));
  for (let draw = 1; draw < draws && isOutside(places); draw++) {
    places = sample(
      evolution,
      new Float64Array(coordinates.length).map(() => standardNormal(context.rng)),
    );
  }
  return places;
}

/**
 * Standard normals (n,) from a scrambled Sobol sequence over the trials, so that the samples of a generation lie evenly around the
 * mean: fewer of them do as much. Random ones where a proposal was turned down, and beyond the dimensions of the sequence.
 */
function evenNormals(n: number, { trialNumber, attempt, plan, rng }: SampleContext): Float64Array {
  const isEven = (j: number) => attempt === 0 && j < sobolDimensions;
  return new Float64Array(n).map((_, j) =>
    isEven(j) ? normalQuantile(scrambledSobol(trialNumber, j, plan.seed)) : standardNormal(rng),
  );
}

function assertOneObjective({ objectives }: SearchPlan): void {
  if (objectives.length === 1) return;
  const metrics = objectives.map(({ metric }) => metric).join(', ');
  throw new UsageError(`Expected one objective for the sampler cmaes, got ${objectives.length} (${metrics}): take nsga2 or tpe`);
}
