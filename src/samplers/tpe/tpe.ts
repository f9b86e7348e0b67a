/**
 * The tree-structured Parzen estimator: models where good and where bad trials lie, l(x) and g(x), draws candidates from l and
 * proposes the one with the largest l(x) / g(x), which has the largest expected improvement.
 *
 * Bergstra, Bardenet, Bengio & Kegl: Algorithms for Hyper-Parameter Optimization, NeurIPS 2011,
 * https://proceedings.neurips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html; jointly over parameters as in
 * Falkner, Klein & Hutter: BOHB, ICML 2018, https://arxiv.org/abs/1807.01774. The split, the weights and the choices by neighbour
 * distances are Optuna's. We differ in four ways: kernels may be narrower for every other suggestion (density-ratio.ts), choices
 * that were not observed keep more of their prior probability, failed trials count as bad, and of very many bad trials older
 * ones stand for each other.
 */
import { type Choice, valueAt, valueCount } from '../../core/distribution.js';
import type { SampleContext } from '../../core/sampler.js';
import { assemble, type SearchSpace } from '../../core/search-space.js';
import type { Params, Trial } from '../../core/trial.js';
import { defineSampler } from '../define.js';
import { startupOption, startupSampler } from '../startup.js';
import { DensityRatio } from './density-ratio.js';
import { type Grouping, groupsOf } from './groups.js';
import { paretoSplit } from './pareto-split.js';
import { type Split, Splitter } from './split.js';

export const tpe = defineSampler({
  description: 'Tree-structured Parzen estimator: learns from the trials so far where good ones lie',
  options: {
    startup_trials: { description: 'Trials before the model takes over', kind: 'integer', minimum: 1, default: 10 },
    startup: startupOption('random'),
    candidates: {
      description: 'Points drawn for each suggestion; the best one is taken',
      kind: 'integer',
      minimum: 1,
      default: 24,
    },
    multivariate: {
      description: 'One joint density over all unconditional parameters instead of one for each',
      kind: 'boolean',
      default: true,
    },
    group: {
      description: 'With multivariate: one more joint density over conditional parameters of the same condition',
      kind: 'boolean',
      default: false,
    },
    constant_liar: {
      description: 'Running trials count as bad ones, so that parallel trials differ',
      kind: 'boolean',
      default: true,
    },
  },
  learns: true,
  create(options) {
    const grouping = options.multivariate ? (options.group ? 'grouped' : 'multivariate') : 'univariate';
    const splitter = new Splitter(options.constant_liar);
    const models = new Models(grouping);
    const startup = startupSampler(options.startup, options.startup_trials);
    return {
      suggest(context) {
        const { trials, plan } = context;
        splitter.follow(trials);
        if (splitter.rankedCount < options.startup_trials) return startup.suggest(context);
        const isMultiObjective = plan.objectives.length > 1;
        const observed = isMultiObjective ? paretoSplit(trials, plan.objectives, options.constant_liar) : splitter.split();
        return propose(observed, models, options.candidates, context);
      },
    };
  },
});

function propose(observed: Split, models: Models, candidates: number, { space, trials, rng, tell }: SampleContext): Params {
  const ratios = models.follow(space, trials);
  const values: Record<string, Choice> = {};
  const seen = { logRatio: 0, closest: Number.POSITIVE_INFINITY };
  const params = assemble(space, ({ name, distribution }) => {
    if (valueCount(distribution) === 1) return valueAt(distribution, 0);
    if (!Object.hasOwn(values, name)) {
      const ratio = ratios.get(name) as DensityRatio;
      ratio.fit(observed, rng);
      const best = ratio.best(candidates, rng);
      Object.assign(values, best.values);
      seen.logRatio += best.logRatio;
      seen.closest = Math.min(seen.closest, best.logRatio - best.runnerUp);
    }
    return values[name] as Choice;
  });
  // Parameters that are drawn apart have a ratio each: the product is the point's, and the closest decision the runner-up's.
  const { logRatio, closest } = seen;
  const sizes = { 'good trials': observed.good.length, 'bad trials': trials.length - observed.notBad.length };
  const runnerUp = Number.isFinite(closest) && { 'runner-up': logRatio - closest };
  tell?.({ by: 'tpe', numbers: { 'log l/g': logRatio, ...runnerUp, candidates, ...sizes } });
  return params;
}

/** The densities of a space, kept from one suggestion to the next: the trials determine them, but grow by a few at a time. */
class Models {
  readonly #grouping: Grouping;
  #space: SearchSpace | undefined;
  #ratios: readonly DensityRatio[] = [];
  /** By the name of each parameter that can vary. */
  #ratioOf: ReadonlyMap<string, DensityRatio> = new Map();

  constructor(grouping: Grouping) {
    this.#grouping = grouping;
  }

  follow(space: SearchSpace, trials: readonly Trial[]): ReadonlyMap<string, DensityRatio> {
    if (space !== this.#space || !this.#ratios.every((ratio) => ratio.follow(trials))) this.#restart(space, trials);
    return this.#ratioOf;
  }

  #restart(space: SearchSpace, trials: readonly Trial[]): void {
    this.#space = space;
    const entries = groupsOf(space, this.#grouping).map((parameters) => [parameters, new DensityRatio(parameters)] as const);
    this.#ratios = entries.map(([, ratio]) => ratio);
    this.#ratioOf = new Map(entries.flatMap(([parameters, ratio]) => parameters.map(({ name }) => [name, ratio])));
    for (const ratio of this.#ratios) ratio.follow(trials);
  }
}
