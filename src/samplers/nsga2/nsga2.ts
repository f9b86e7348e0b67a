/**
 * NSGA-II: a population of the best trials, by Pareto front and by how much room each has in its front, of which two at a time are
 * crossed and mutated to the next trial. For several objectives, and for one.
 *
 * Deb, Pratap, Agarwal & Meyarivan: A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II, IEEE Transactions on Evolutionary
 * Computation 6, 2002, https://doi.org/10.1109/4235.996017. Its steady-state form: every trial that finishes may at once take the
 * place of the worst (Durillo et al.: On the Effect of the Steady-State Selection Scheme in Multi-Objective Genetic Algorithms,
 * EMO 2009, https://doi.org/10.1007/978-3-642-01020-0_18), which is more at a few hundred trials than whole generations are.
 *
 * There is no state but the trials, taken in the order in which they finished, however many ran at a time. Failed trials rank
 * last, so that the search leaves where they are.
 */
import type { Objective } from '../../core/objective.js';
import { assemble } from '../../core/search-space.js';
import type { FinishedTrial, Params, Suggestion, Trial } from '../../core/trial.js';
import { type Rng, uniformInt } from '../../math/rng.js';
import { defineSampler } from '../define.js';
import { inFinishingOrder } from '../finishing-order.js';
import { startupOption, startupSampler } from '../startup.js';
import { byCrowdedComparison, type Member, survivors } from './population.js';
import { inherit } from './variation.js';

/** Of children that come from two parents; the others from one alone (p_c of the paper). */
const crossoverProbability = 0.9;

export const nsga2 = defineSampler({
  description: 'NSGA-II: a genetic search for the Pareto front of several objectives',
  options: {
    population: { description: 'First trials, and parents from then on', kind: 'integer', minimum: 2, default: 20 },
    startup: startupOption('random'),
  },
  learns: true,
  create({ population: size, startup: start }) {
    const population = new Population(size);
    const startup = startupSampler(start, size);
    return {
      suggest(context) {
        const { space, plan, trials, rng, tell } = context;
        const parents = population.after(trials, plan.objectives);
        if (parents.length === 0) return startup.suggest(context);
        const first = tournament(parents, rng);
        const second = rng.next() < crossoverProbability ? tournament(parents, rng) : first;
        const mutation = 1 / space.parameters.length;
        const child = assemble(space, (parameter) => inherit(parameter, first.params, second.params, mutation, rng));
        tell?.({ by: 'nsga2', numbers: descent(child, first, second) });
        return child;
      },
    };
  },
});

/** How many of a child's values are one parent's, and how many crossover and mutation made. */
function descent(child: Params, first: FinishedTrial, second: FinishedTrial): Suggestion['numbers'] {
  const names = Object.keys(child);
  const count = (isMeant: (name: string) => boolean) => names.filter(isMeant).length;
  const isOf = (parent: FinishedTrial) => (name: string) => child[name] === parent.params[name];
  return {
    parent: first.number,
    ...(second !== first && { 'other parent': second.number }),
    inherited: count((name) => isOf(first)(name) || isOf(second)(name)),
    ...(second !== first && { 'of the other alone': count((name) => isOf(second)(name) && !isOf(first)(name)) }),
    'crossed or mutated': count((name) => !isOf(first)(name) && !isOf(second)(name)),
  };
}

/** The better of two members, drawn with replacement. */
function tournament(parents: readonly Member[], rng: Rng): FinishedTrial {
  const draw = () => parents[uniformInt(rng, 0, parents.length - 1)] as Member;
  const [a, b] = [draw(), draw()];
  return (byCrowdedComparison(a, b) <= 0 ? a : b).trial;
}

/** The best `size` finished trials. Goes on from where it was when the trials only have become more. */
class Population {
  readonly #size: number;
  #used: FinishedTrial[] = [];
  #members: readonly Member[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** None before `size` trials have finished. */
  after(trials: readonly Trial[], objectives: readonly Objective[]): readonly Member[] {
    const finished = inFinishingOrder(trials);
    if (this.#used.some((trial, i) => finished[i] !== trial)) {
      this.#used = [];
      this.#members = [];
    }
    if (this.#used.length === 0 && finished.length >= this.#size) this.#take(finished.slice(0, this.#size), objectives);
    if (this.#used.length > 0) for (const trial of finished.slice(this.#used.length)) this.#take([trial], objectives);
    return this.#members;
  }

  #take(newcomers: readonly FinishedTrial[], objectives: readonly Objective[]): void {
    this.#members = survivors([...this.#members.map(({ trial }) => trial), ...newcomers], objectives, this.#size);
    this.#used.push(...newcomers);
  }
}
