import {
  type CategoricalDistribution,
  type Choice,
  choiceProbabilities,
  type Distribution,
  decode,
  encode,
  type OrderedDistribution,
  pick,
  shareOf,
  valueCount,
} from '../../core/distribution.js';
import { logNormalMass, truncatedNormalQuantile } from '../../math/normal.js';
import type { Rng } from '../../math/rng.js';

/** One kernel for each of n observations of a parameter, and the prior as the last: n + 1 = K of them. */
export interface Kernels {
  /** A value from kernel k. */
  sample(k: number, rng: Rng): Choice;
  /** Adds each kernel's log density, or log probability, of `value` to `logDensities` (K). */
  addLogDensities(value: Choice, logDensities: Float64Array): void;
}

export function createKernels(distribution: Distribution, observations: readonly Choice[]): Kernels {
  return distribution.kind === 'categorical'
    ? categoricalKernels(distribution, observations)
    : orderedKernels(distribution, observations);
}

/** Each kernel prefers its own choice: the observation is one count beside the prior counts that all choices have. */
function categoricalKernels(distribution: CategoricalDistribution, observations: readonly Choice[]): Kernels {
  const { choices } = distribution;
  const prior = choiceProbabilities(distribution);
  const priorKernel = observations.length;
  const own = observations.map((observation) => choices.indexOf(observation)); // (K - 1,)
  // A choice has 1 / sqrt(K) prior counts. Optuna's 1 / K leaves so little to unobserved choices once K is 20 or more that the
  // joint density stays with the combination that was good first (bench/samplers.ts: m1 and m2).
  const priorCounts = prior.map((probability) => (choices.length * probability) / Math.sqrt(priorKernel + 1)); // (C,)
  const total = 1 + choices.length / Math.sqrt(priorKernel + 1);
  const logPrior = prior.map(Math.log); // (C,)
  const logOwn = priorCounts.map((count) => Math.log((1 + count) / total)); // (C,)
  const logOther = priorCounts.map((count) => Math.log(count / total)); // (C,)

  function sample(k: number, rng: Rng): Choice {
    const unit = rng.next() * (k === priorKernel ? 1 : total);
    const isOwn = k !== priorKernel && unit >= total - 1;
    return choices[isOwn ? (own[k] as number) : pick(prior, k === priorKernel ? unit : unit / (total - 1))] as Choice;
  }

  function addLogDensities(value: Choice, logDensities: Float64Array): void {
    const c = choices.indexOf(value);
    const [ifOwn, ifOther] = [logOwn[c] as number, logOther[c] as number];
    for (let k = 0; k < priorKernel; k++) logDensities[k] = at(logDensities, k) + (own[k] === c ? ifOwn : ifOther);
    logDensities[priorKernel] = at(logDensities, priorKernel) + (logPrior[c] as number);
  }

  return { sample, addLogDensities };
}

/** Normal kernels on [0, 1], where the distribution is uniform, truncated to it; values with a share take the mass of their share. */
function orderedKernels(distribution: OrderedDistribution, observations: readonly Choice[]): Kernels {
  const [low, high] = [0, 1];
  const means = new Float64Array(observations.length + 1).fill((low + high) / 2); // (K,)
  observations.forEach((value, k) => {
    means[k] = encode(distribution, value);
  });
  const deviations = kernelDeviations(means, low, high); // (K,)
  // Within the bounds, to which the kernels are truncated.
  const logMasses = means.map((mean, k) => logNormalMass((low - mean) / at(deviations, k), (high - mean) / at(deviations, k)));
  const logNorms = logMasses.map((logMass, k) => logMass + Math.log(at(deviations, k) * Math.sqrt(2 * Math.PI)));
  const isContinuous = valueCount(distribution) === Number.POSITIVE_INFINITY;
  const precisions = deviations.map((deviation) => 1 / deviation);

  function sample(k: number, rng: Rng): Choice {
    const [mean, deviation] = [at(means, k), at(deviations, k)];
    const z = truncatedNormalQuantile(rng.next(), (low - mean) / deviation, (high - mean) / deviation);
    return decode(distribution, mean + deviation * z);
  }

  function addPointDensities(x: number, logDensities: Float64Array): void {
    for (let k = 0; k < means.length; k++) {
      const z = (x - at(means, k)) * at(precisions, k);
      logDensities[k] = at(logDensities, k) - 0.5 * z * z - at(logNorms, k);
    }
  }

  function addShareMasses(left: number, right: number, logDensities: Float64Array): void {
    for (let k = 0; k < means.length; k++) {
      const [mean, deviation] = [at(means, k), at(deviations, k)];
      const mass = logNormalMass((left - mean) / deviation, (right - mean) / deviation);
      logDensities[k] = at(logDensities, k) + mass - at(logMasses, k);
    }
  }

  function addLogDensities(value: Choice, logDensities: Float64Array): void {
    const [from, to] = shareOf(distribution, value);
    if (isContinuous) addPointDensities(from, logDensities);
    else addShareMasses(from, to, logDensities);
  }

  return { sample, addLogDensities };
}

/**
 * Standard deviations (K,) of the kernels around `means`, the last of which is the prior's: that of the prior is the range, that
 * of an observation the larger of the distances to its neighbours among the observations.
 */
export function kernelDeviations(means: Float64Array, low: number, high: number): Float64Array {
  const range = high - low;
  // No kernel is narrower than the share of the range that one of so few observations stands for, nor than a hundredth.
  const narrowest = range / Math.min(100, means.length + 1);
  const deviations = neighbourDistances(means, low, high).map((width) => Math.min(range, Math.max(narrowest, width)));
  deviations[means.length - 1] = range;
  return deviations;
}

/** The outermost observations have one neighbour; an only one takes the farther bound. */
function neighbourDistances(means: Float64Array, low: number, high: number): Float64Array {
  const sorted = means.slice(0, -1).sort();
  const taken = new Uint32Array(sorted.length); // equal means take the ranks one after the other
  const distances = new Float64Array(means.length);
  for (let k = 0; k < sorted.length; k++) {
    const mean = at(means, k);
    const first = firstAtLeast(sorted, mean);
    const rank = first + (taken[first] as number);
    taken[first] = (taken[first] as number) + 1;
    const left = rank > 0 ? mean - at(sorted, rank - 1) : 0;
    const right = rank < sorted.length - 1 ? at(sorted, rank + 1) - mean : 0;
    distances[k] = sorted.length === 1 ? Math.max(mean - low, high - mean) : Math.max(left, right);
  }
  return distances;
}

/** The first index of a rising array whose value is at least `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (at(sorted, middle) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function at(array: Float64Array, index: number): number {
  return array[index] as number;
}
