/**
 * The tree-structured Parzen estimator: models where good and where bad trials lie, l(x) and g(x), draws candidates from l and
 * proposes the one with the largest l(x) / g(x), which has the largest expected improvement.
 *
 * Bergstra, Bardenet, Bengio & Kegl: Algorithms for Hyper-Parameter Optimization, NeurIPS 2011,
 * https://proceedings.neurips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html; jointly over parameters as in
 * Falkner, Klein & Hutter: BOHB, ICML 2018, https://arxiv.org/abs/1807.01774. The split and the weights are Optuna's defaults; the
 * kernels are as wide as their neighbours are far, which comes out level with the medians measured of Optuna 5 (bench/samplers.ts).
 * We differ in two ways: failed trials count as bad, so that the search keeps away from them; choices that were not observed
 * keep more of their prior probability.
 */
import { type Choice, valueAt, valueCount } from '../../core/distribution.js';
import type { SampleContext } from '../../core/sampler.js';
import { assemble, type Parameter, type SearchSpace } from '../../core/search-space.js';
import type { Params, Trial } from '../../core/trial.js';
import type { Rng } from '../../math/rng.js';
import { defineSampler } from '../define.js';
import { randomPoint } from '../random.js';
import { ParzenEstimator } from './parzen-estimator.js';
import { isRanked, type Split, split } from './split.js';

export const tpe = defineSampler({
  description: 'Tree-structured Parzen estimator: learns from the trials so far where good ones lie',
  options: {
    startup_trials: { description: 'Random trials before the model takes over', kind: 'integer', minimum: 1, default: 10 },
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
    constant_liar: {
      description: 'Running trials count as bad ones, so that parallel trials differ',
      kind: 'boolean',
      default: true,
    },
  },
  learns: true,
  create: (options) => ({ suggest: (context) => propose(options, context) }),
});

interface TpeOptions {
  readonly startup_trials: number;
  readonly candidates: number;
  readonly multivariate: boolean;
  readonly constant_liar: boolean;
}

function propose(options: TpeOptions, { space, trials, rng }: SampleContext): Params {
  if (trials.filter(isRanked).length < options.startup_trials) return randomPoint(space, rng);
  const observed = split(trials, options.constant_liar);
  const joint = options.multivariate ? jointParameters(space) : [];
  const jointly = joint.length > 0 ? bestCandidate(options, joint, observed, rng) : {};
  return assemble(space, (parameter) =>
    Object.hasOwn(jointly, parameter.name) ? (jointly[parameter.name] as Choice) : bestValue(options, parameter, observed, rng),
  );
}

/** Those that every trial has, and that can vary. */
function jointParameters({ parameters }: SearchSpace): Parameter[] {
  return parameters.filter(({ when, distribution }) => when === undefined && valueCount(distribution) > 1);
}

function bestValue(options: TpeOptions, parameter: Parameter, observed: Split, rng: Rng): Choice {
  if (valueCount(parameter.distribution) === 1) return valueAt(parameter.distribution, 0);
  return bestCandidate(options, [parameter], observed, rng)[parameter.name] as Choice;
}

function bestCandidate(options: TpeOptions, parameters: readonly Parameter[], observed: Split, rng: Rng): Params {
  const good = new ParzenEstimator(parameters, observations(observed.good, parameters));
  const bad = new ParzenEstimator(parameters, observations(observed.bad, parameters));
  let best: Params = {};
  let bestRatio = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < options.candidates; i++) {
    const candidate = good.sample(rng);
    const ratio = good.logDensity(candidate) - bad.logDensity(candidate);
    if (i === 0 || ratio > bestRatio) [best, bestRatio] = [candidate, ratio];
  }
  return best;
}

/** The parameters of the trials that have all of `parameters`: a conditional one is not in every trial. */
function observations(trials: readonly Trial[], parameters: readonly Parameter[]): Params[] {
  return trials.map(({ params }) => params).filter((params) => parameters.every(({ name }) => params[name] !== undefined));
}
