/**
 * A user's guess of where good values are, as a density on the unit interval: a normal around the centre, truncated to it; of
 * categorical values the centre is several times as probable. Widths and odds are those of Mallik et al.: PriorBand, NeurIPS 2023,
 * https://arxiv.org/abs/2306.12370 (appendix on priors), in the authors' library NePS.
 */
import {
  type CategoricalDistribution,
  type Choice,
  choiceProbabilities,
  encode,
  type OrderedDistribution,
  pick,
  shareOf,
} from '../core/distribution.js';
import type { Parameter, Prior, SearchSpace } from '../core/search-space.js';
import { isFinished, type Trial } from '../core/trial.js';
import { logNormalMass, truncatedNormalQuantile } from '../math/normal.js';
import type { Rng } from '../math/rng.js';

/** Standard deviation in units of [0, 1]. */
const deviations = { low: 0.5, medium: 0.25, high: 0.125 } as const;
/** How many times as probable as the distribution has it the centre is, before the probabilities are made to sum to 1 again. */
const odds = { low: 2, medium: 4, high: 6 } as const;

/** A normal, truncated to [0, 1]. */
export interface UnitNormal {
  readonly mean: number;
  readonly deviation: number;
}

/** Of an ordered parameter. */
export function priorNormal(distribution: OrderedDistribution, { centre, confidence }: Prior): UnitNormal {
  return { mean: encode(distribution, centre), deviation: deviations[confidence] };
}

/** Of a categorical parameter: the probability of each choice; the distribution's own without a prior. */
export function priorProbabilities(distribution: CategoricalDistribution, prior: Prior | undefined): readonly number[] {
  const plain = choiceProbabilities(distribution);
  if (prior === undefined) return plain;
  const favoured = plain.map((p, c) => (distribution.choices[c] === prior.centre ? p * odds[prior.confidence] : p));
  const total = favoured.reduce((sum, p) => sum + p, 0);
  return favoured.map((p) => p / total);
}

/** Makes a place that is uniform in [0, 1] one by the parameter's prior, for `decode`, without changing the order of places. */
export function priorPlace({ distribution, prior }: Parameter, unit: number): number {
  if (prior === undefined) return unit;
  if (distribution.kind === 'categorical') {
    const choice = distribution.choices[pick(priorProbabilities(distribution, prior), unit)] as Choice;
    return encode(distribution, choice);
  }
  const { mean, deviation } = priorNormal(distribution, prior);
  return mean + deviation * truncatedNormalQuantile(unit, -mean / deviation, (1 - mean) / deviation);
}

/**
 * The logarithm of how much more probable the prior makes a value than the distribution alone: 0 everywhere without a prior.
 * `value` must be contained in the distribution.
 */
export function logPriorDensity({ distribution, prior }: Parameter, value: Choice): number {
  if (prior === undefined) return 0;
  if (distribution.kind === 'categorical') {
    const c = distribution.choices.indexOf(value);
    return Math.log((priorProbabilities(distribution, prior)[c] as number) / (choiceProbabilities(distribution)[c] as number));
  }
  const { mean, deviation } = priorNormal(distribution, prior);
  const z = (unit: number) => (unit - mean) / deviation;
  const [from, to] = shareOf(distribution, value);
  const logMass = logNormalMass(z(0), z(1));
  return from === to
    ? -0.5 * z(from) ** 2 - Math.log(deviation * Math.sqrt(2 * Math.PI)) - logMass
    : logNormalMass(z(from), z(to)) - Math.log(to - from) - logMass;
}

/** Whether a point that hangs on no other is to follow the priors, if there are any: the more often, the fewer trials there are. */
export function followsPriors({ parameters }: SearchSpace, trials: readonly Trial[], rng: Rng): boolean {
  if (parameters.every(({ prior }) => prior === undefined)) return false;
  return rng.next() < priorShare(trials.filter(isFinished).length);
}

/** Which share of such points does: never all, and ever fewer as trials tell more than the guess. */
export function priorShare(finishedTrials: number): number {
  const atFirst = 0.75;
  const halvedAfter = 20; // trials
  return atFirst / (1 + finishedTrials / halvedAfter);
}
