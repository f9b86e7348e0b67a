import { decode, pick, shareOf } from '../../core/distribution.js';
import { logNormalMass, truncatedNormalQuantile } from '../../math/normal.js';
import type { Rng } from '../../math/rng.js';
import type { UnitNormal } from '../prior.js';
import type { Candidates } from './candidates.js';
import type { CategoricalColumn, OrderedColumn } from './columns.js';
import { NearKernels } from './near-kernels.js';
import type { Observations } from './observations.js';
import { logNormalizer, TrialKernels } from './trial-kernels.js';
import type { WeightedTrials } from './weights.js';

/** The candidate that is least likely here for how likely it is elsewhere. */
interface Least {
  readonly candidate: number;
  /** Logarithm of how much less likely. */
  readonly margin: number;
  /** The margin of the next best one; -Infinity without one. */
  readonly runnerUp: number;
}

/**
 * A mixture over trials of products over parameters. A trial's kernel is, of an ordered parameter, a normal around its value,
 * truncated to [0, 1]; of a categorical one it prefers the trial's choice. The prior is one kernel more, the last, of weight 1.
 *
 * Notation: K kernels with the prior's, D parameters, C candidates.
 */
export class ParzenEstimator {
  readonly #observations: Observations;
  readonly #kernels: TrialKernels;
  readonly #near: NearKernels;
  readonly #guessed: boolean;
  #trials: WeightedTrials = { numbers: new Int32Array(0), weights: new Float64Array(0), count: 0 };
  /** Of all kernels. */
  #totalWeight = 1;

  /** `guessed`: the prior's kernel is the user's guess, where there is one. */
  constructor(observations: Observations, { guessed }: { readonly guessed: boolean }) {
    this.#observations = observations;
    this.#kernels = new TrialKernels(observations);
    this.#near = new NearKernels(this.#kernels.located);
    this.#guessed = guessed;
  }

  /** `sharpness`: how narrow kernels may be, as `TrialKernels.fit` has it. */
  fit(trials: WeightedTrials, sharpness: number): void {
    this.#trials = trials;
    this.#totalWeight = 1;
    for (let k = 0; k < trials.weights.length; k++) this.#totalWeight += trials.weights[k] as number;
    this.#kernels.fit(trials.numbers, sharpness);
    this.#near.fit(this.#kernels.order, this.#kernels.cells);
  }

  /** Draws candidate `c`. */
  sample(candidates: Candidates, c: number, rng: Rng): void {
    const { numbers, weights } = this.#trials;
    const number = numbers[pickIndex(weights, rng.next() * this.#totalWeight)];
    this.#observations.columns.forEach((column, j) => {
      const at = c * candidates.columns + j;
      if (column.kind === 'categorical') {
        candidates.from[at] = this.#drawChoice(column, number, j, rng);
        return;
      }
      const { mean, deviation } = number === undefined ? this.#priorNormal(column) : this.#kernels.kernel(number, j);
      const z = truncatedNormalQuantile(rng.next(), -mean / deviation, (1 - mean) / deviation);
      const place = Math.min(1, Math.max(0, mean + deviation * z));
      const { kind, distribution } = column;
      [candidates.from[at], candidates.to[at]] =
        kind === 'continuous' ? [place, place] : shareOf(distribution, decode(distribution, place));
    });
  }

  /** The logarithm of the density at each candidate (C,); of stepped and categorical parameters, of the probability. */
  logDensities(candidates: Candidates): Float64Array {
    const sums = this.#priorTerms(candidates);
    const kernels = this.#trials.numbers.length;
    return sums.largest.map((_, c) => {
      this.#addKernels(candidates, c, 0, kernels, sums);
      return this.#logDensity(sums, c);
    });
  }

  /**
   * The candidate with the largest difference of `logs` (C,) to the logarithm of its density here, the first of equal ones. A
   * density only grows from kernel to kernel, so whoever is the most promising is looked at further, until those left have fallen
   * behind the two best ones.
   */
  leastRelativeTo(logs: Float64Array, candidates: Candidates): Least {
    const sums = this.#priorTerms(candidates);
    const margin = (c: number) => (logs[c] as number) - this.#logDensity(sums, c);
    // From the newest kernels on, which weigh most.
    const left = new Int32Array(candidates.count).fill(this.#trials.numbers.length);
    const margins = logs.map((_, c) => margin(c));
    let best = 0;
    let [largest, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let c = indexOfLargest(margins); (margins[c] as number) >= second - rounding; c = indexOfLargest(margins)) {
      const end = left[c] as number;
      if (end > 0) {
        left[c] = Math.max(0, end - block);
        this.#addKernels(candidates, c, left[c] as number, end, sums);
        margins[c] = margin(c);
        continue;
      }
      const own = margins[c] as number;
      margins[c] = Number.NaN;
      second = Math.max(second, Math.min(own, largest));
      if (own > largest || (own === largest && c < best)) [best, largest] = [c, own];
    }
    return { candidate: best, margin: largest, runnerUp: second };
  }

  #logDensity({ largest, relative }: Sums, c: number): number {
    return (largest[c] as number) + Math.log((relative[c] as number) / this.#totalWeight);
  }

  /**
   * Adds the terms of kernels `first` to `end` for candidate `c`. Half a squared distance grows from parameter to parameter until
   * so little of a kernel is left that it does not count: most are far away. This loop is what a suggestion's time goes into.
   */
  #addKernels(candidates: Candidates, c: number, first: number, end: number, sums: Sums): void {
    const { from, to, columns: D } = candidates;
    const { weights } = this.#trials;
    const { rows, rowWidth, order, leastLogNormalizer, narrowest } = this.#kernels;
    const { continuousEnd, categoricalEnd } = this.#observations;
    const { penalties } = sums;
    const logOwn = sums.logOwn[c] as number;
    const own = c * D;
    let largest = sums.largest[c] as number;
    let relative = sums.relative[c] as number;
    // At this squared distance no kernel counts, now or when the largest term has grown.
    const beyondAll = 2 * (logOwn - leastLogNormalizer - largest + negligible);
    if (beyondAll <= 0) return;
    // A little more, for what may be lost by rounding.
    const reach = (1 + rounding) * Math.sqrt(beyondAll) * narrowest;
    const count = this.#near.find(candidates, c, reach, first, end);
    const { found } = this.#near;
    kernels: for (let i = 0; i < count; i++) {
      const k = found[i] as number;
      const start = (order[k] as number) * rowWidth;
      let at = start;
      let distance = 0; // squared
      let j = 0;
      for (; j < continuousEnd; j++, at += 2) {
        const z = ((from[own + j] as number) - (rows[at] as number)) * (rows[at + 1] as number);
        distance += z * z;
        if (distance >= beyondAll) continue kernels;
      }
      // The kernel's term at no distance, in relation to the largest.
      const peak = logOwn - (rows[start + 2 * D] as number) - largest;
      const farthest = 2 * (peak + negligible);
      if (distance >= farthest) continue;
      for (; j < categoricalEnd; j++, at += 2) {
        if (from[own + j] !== rows[at]) distance += penalties[own + j] as number;
      }
      for (; j < D && distance < farthest; j++, at += 2) {
        const [mean, precision] = [rows[at] as number, rows[at + 1] as number];
        const below = ((from[own + j] as number) - mean) * precision;
        distance += stepDistance(below, ((to[own + j] as number) - mean) * precision, farthest - distance);
      }
      if (distance >= farthest) continue;
      const difference = peak - 0.5 * distance;
      if (difference <= 0) relative += (weights[k] as number) * Math.exp(difference);
      else {
        relative = relative * Math.exp(-difference) + (weights[k] as number);
        largest += difference;
      }
    }
    sums.largest[c] = largest;
    sums.relative[c] = relative;
  }

  /** The prior's term for each candidate, the first one of each sum. */
  #priorTerms(candidates: Candidates): Sums {
    const largest = this.#priorLogDensities(candidates);
    return { largest, relative: new Float64Array(candidates.count).fill(1), ...this.#choiceTerms(candidates) };
  }

  #priorLogDensities({ count, columns: D, from, to }: Candidates): Float64Array {
    const logs = new Float64Array(count);
    this.#observations.columns.forEach((column, j) => {
      for (let c = 0; c < count; c++) {
        const [a, b] = [from[c * D + j] as number, to[c * D + j] as number];
        logs[c] = (logs[c] as number) + this.#priorLogDensity(column, a, b);
      }
    });
    return logs;
  }

  #priorLogDensity(column: CategoricalColumn | OrderedColumn, from: number, to: number): number {
    if (column.kind === 'categorical')
      return Math.log(Math.max(Number.MIN_VALUE, this.#priorProbabilities(column)[from] as number));
    const normal = this.#priorNormal(column);
    const [below, above] = [(from - normal.mean) / normal.deviation, (to - normal.mean) / normal.deviation];
    const log = column.kind === 'continuous' ? -0.5 * below * below : logNormalMass(below, above);
    return log - logNormalizer(column.kind, normal);
  }

  #priorNormal({ prior }: OrderedColumn): UnitNormal {
    return this.#guessed && prior ? prior : unguessed;
  }

  #priorProbabilities({ prior, probabilities }: CategoricalColumn): readonly number[] {
    return this.#guessed ? prior : probabilities;
  }

  #drawChoice(column: CategoricalColumn, number: number | undefined, j: number, rng: Rng): number {
    const unit = rng.next();
    if (number === undefined) return pick(this.#priorProbabilities(column), unit);
    const others = this.#otherCounts(column);
    const drawn = unit * (1 + others);
    const own = this.#observations.units[number * this.#observations.columns.length + j] as number;
    return drawn < others ? pick(column.probabilities, drawn / others) : own;
  }

  /**
   * Counts that a kernel has beside the one of its own choice, spread over all choices by their probabilities. Optuna's C / K
   * leaves so little to unobserved choices once K is 20 or more that the joint density stays with the combination that was good
   * first (bench/samplers.ts: m1 and m2).
   */
  #otherCounts({ probabilities }: CategoricalColumn): number {
    return probabilities.length / Math.sqrt(this.#trials.count + 1);
  }

  /** For kernels of the candidates' own choices their log probability (C,), and twice what it falls by for others (C, D). */
  #choiceTerms({ count, columns: D, from }: Candidates): { logOwn: Float64Array; penalties: Float64Array } {
    const logOwn = new Float64Array(count);
    const penalties = new Float64Array(count * D);
    this.#observations.columns.forEach((column, j) => {
      if (column.kind !== 'categorical') return;
      const others = this.#otherCounts(column);
      for (let c = 0; c < count; c++) {
        const other = others * (column.probabilities[from[c * D + j] as number] as number);
        logOwn[c] = (logOwn[c] as number) + Math.log((1 + other) / (1 + others));
        penalties[c * D + j] = 2 * Math.log((1 + other) / other);
      }
    });
    return { logOwn, penalties };
  }
}

/** Of each candidate's terms so far, one a kernel. */
interface Sums {
  /** The logarithm of the largest (C,). */
  readonly largest: Float64Array;
  /** Their sum, divided by the largest (C,). */
  readonly relative: Float64Array;
  /** Of kernels of the candidate's own choices: their log probability (C,), */
  readonly logOwn: Float64Array;
  /** and twice what it falls by for each other choice (C, D). */
  readonly penalties: Float64Array;
}

/** Kernels between two looks at whether a candidate can still be the best. */
const block = 128;

/** The first of equals; those that are NaN are left out, and where all are, 0. */
function indexOfLargest(values: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[largest] as number) || Number.isNaN(values[largest])) largest = i;
  }
  return largest;
}

/** How much a logarithm of a sum may fall by rounding as the sum grows, and more. */
const rounding = 1e-9;

/** Without a guess: as good as even. */
const unguessed: UnitNormal = { mean: 0.5, deviation: 1 };

/** Terms below e^-23 (1e-10) of the largest change no comparison of candidates. */
const negligible = 23;

/** -2 times the logarithm of a standard normal's mass in [a, b], or at least `enough` where that is certain without it. */
function stepDistance(a: number, b: number, enough: number): number {
  const gap = a > 0 ? a : b < 0 ? -b : 0;
  // The mass beyond the gap is below exp(-gap^2 / 2).
  return gap * gap >= enough ? gap * gap : -2 * logNormalMass(a, b);
}

/** The index whose stretch of the weights, one after the other, `place` falls into; their number when it lies beyond. */
function pickIndex(weights: Float64Array, place: number): number {
  let rest = place;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i] as number;
    if (rest < 0) return i;
  }
  return weights.length;
}
