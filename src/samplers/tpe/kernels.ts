import type { CategoricalDistribution, Choice, Distribution, NumericalDistribution } from '../../core/distribution.js';
import { choiceProbabilities, fromScale, pick, scaledBounds, snap, stepOf, toScale } from '../../core/distribution.js';
import type { Rng } from '../../core/rng.js';
import { logNormalMass, truncatedNormalQuantile } from '../../math/normal.js';

/** One kernel for each of n observations of a parameter, and the prior as the last: n + 1 = K of them. */
export interface Kernels {
  /** A value from kernel k. */
  sample(k: number, rng: Rng): Choice;
  /** Adds each kernel's log density, or log probability, of `value` to `logDensities` (K). */
  addLogDensities(value: Choice, logDensities: Float64Array): void;
}

/** How wide numerical kernels are: `scott` with the number of parameters in the joint density, or by the neighbours' distance. */
export type Bandwidth = { readonly rule: 'scott'; readonly dimensions: number } | { readonly rule: 'neighbours' };

export function createKernels(distribution: Distribution, observations: readonly Choice[], bandwidth: Bandwidth): Kernels {
  return distribution.kind === 'categorical'
    ? categoricalKernels(distribution, observations)
    : numericalKernels(distribution, observations as readonly number[], bandwidth);
}

/** Each kernel prefers its own choice, the more so the more observations there are; the prior's weight is spread over all. */
function categoricalKernels(distribution: CategoricalDistribution, observations: readonly Choice[]): Kernels {
  const { choices } = distribution;
  const prior = choiceProbabilities(distribution);
  const count = observations.length + 1;
  const probabilities = observations.map((observation) => {
    const own = choices.indexOf(observation);
    // (C,): the observation as one count beside 1/K prior counts a choice.
    const counts = prior.map((probability, c) => (choices.length * probability) / count + Number(c === own));
    const total = 1 + choices.length / count;
    return counts.map((value) => value / total);
  });
  probabilities.push([...prior]); // (K, C)
  const logProbabilities = choices.map((_, c) => Float64Array.from(probabilities, (row) => Math.log(row[c] as number))); // (C, K)

  return {
    sample: (k, rng) => choices[pick(probabilities[k] as number[], rng.next())] as Choice,
    addLogDensities(value, logDensities) {
      const column = logProbabilities[choices.indexOf(value)] as Float64Array;
      for (let k = 0; k < count; k++) logDensities[k] = (logDensities[k] as number) + (column[k] as number);
    },
  };
}

/** Normal kernels on the distribution's scale, truncated to its bounds; stepped values take the mass of their step. */
function numericalKernels(distribution: NumericalDistribution, observations: readonly number[], bandwidth: Bandwidth): Kernels {
  const [low, high] = scaledBounds(distribution);
  const means = Float64Array.from([...observations.map((value) => toScale(distribution, value)), (low + high) / 2]); // (K,)
  const deviations = kernelDeviations(means, low, high, bandwidth); // (K,)
  const logMasses = means.map((mean, k) => logNormalMass((low - mean) / at(deviations, k), (high - mean) / at(deviations, k)));
  const step = stepOf(distribution);

  function sample(k: number, rng: Rng): number {
    const [mean, deviation] = [at(means, k), at(deviations, k)];
    const z = truncatedNormalQuantile(rng.next(), (low - mean) / deviation, (high - mean) / deviation);
    return snap(distribution, fromScale(distribution, mean + deviation * z));
  }

  function addPointDensities(value: Choice, logDensities: Float64Array): void {
    const x = toScale(distribution, value as number);
    for (let k = 0; k < means.length; k++) {
      const z = (x - at(means, k)) / at(deviations, k);
      logDensities[k] = at(logDensities, k) - 0.5 * z * z - at(logNorms, k);
    }
  }
  const logNorms = logMasses.map((mass, k) => mass + Math.log(at(deviations, k) * Math.sqrt(2 * Math.PI)));

  function addStepMasses(value: Choice, logDensities: Float64Array): void {
    const half = (step as number) / 2;
    const [left, right] = [toScale(distribution, (value as number) - half), toScale(distribution, (value as number) + half)];
    for (let k = 0; k < means.length; k++) {
      const [mean, deviation] = [at(means, k), at(deviations, k)];
      const mass = logNormalMass((left - mean) / deviation, (right - mean) / deviation);
      logDensities[k] = at(logDensities, k) + mass - at(logMasses, k);
    }
  }

  return { sample, addLogDensities: step === undefined ? addPointDensities : addStepMasses };
}

/** Standard deviations (K,) of the kernels around `means`, the last of which is the prior's. */
export function kernelDeviations(means: Float64Array, low: number, high: number, bandwidth: Bandwidth): Float64Array {
  const range = high - low;
  const kernels = means.length;
  const widths =
    bandwidth.rule === 'scott'
      ? // Scott's rule on a fifth of the range, as in BOHB (Falkner, Klein & Hutter 2018, https://arxiv.org/abs/1807.01774).
        new Float64Array(kernels).fill(0.2 * range * Math.max(kernels - 1, 1) ** (-1 / (bandwidth.dimensions + 4)))
      : neighbourDistances(means);
  // Bergstra et al.'s "magic clip": no kernel narrower than the share of the range that one of so few observations stands for.
  const narrowest = range / Math.min(100, kernels + 1);
  const deviations = widths.map((width) => Math.min(range, Math.max(narrowest, width)));
  deviations[kernels - 1] = range;
  return deviations;
}

/** For each mean the larger of the distances to its two neighbours; the outermost ones have one. */
function neighbourDistances(means: Float64Array): Float64Array {
  const order = Array.from(means.keys()).sort((a, b) => at(means, a) - at(means, b));
  const distances = new Float64Array(means.length);
  order.forEach((k, rank) => {
    const [left, right] = [order[rank - 1], order[rank + 1]];
    distances[k] = Math.max(
      left === undefined ? 0 : at(means, k) - at(means, left),
      right === undefined ? 0 : at(means, right) - at(means, k),
    );
  });
  return distances;
}

function at(array: Float64Array, index: number): number {
  return array[index] as number;
}
