/**
 * The importance of parameters to the letter of Optuna 5's `PedAnovaImportanceEvaluator`, for whoever compares: the shares agree
 * to 1e-6 on the same trials. It is what `importance` estimates too, with other choices, which its file gives reasons for:
 *
 * - only complete trials count; pruned and diverged ones are left out;
 * - the best are all with a loss up to that of trial ceil(best * n), ties included;
 * - densities are of a grid of at most 50 places, its own truncated normals rounded to them, with a width by Scott's rule from the
 *   spread of the values seen, so that what a sampler dwelt on is told apart finely;
 * - a parameter with a condition counts by alpha^2 / beta, the squared share of the best trials that have it over that of all
 *   (Conditional PED-ANOVA, https://arxiv.org/abs/2601.20800, theorem 4.2), where ours counts by the share of all that have it.
 *
 * https://github.com/optuna/optuna, `optuna/importance/_ped_anova`. One objective only.
 */
import { type Distribution, isListed, type NumericalDistribution, stepOf, valueAt, valueCount } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { logNormalMass } from '../math/normal.js';
import type { Importance } from './importance.js';

const mostPlaces = 50;
/** Weight of a uniform kernel among those of the values seen. */
const priorWeight = 1;
/** In places of the grid: 1.64 of it, 90 % of a normal, are half a place. */
const narrowest = 0.5 / 1.64;
/** Trials that a parameter must occur in. */
const fewestTrials = 2;

/** The most important first. `best` and `among`: shares of the complete trials, the target and the region of the paper. */
export function optunaImportance(
  { parameters }: Pick<SearchSpace, 'parameters'>,
  trials: readonly Trial[],
  { best = 0.1, among = 1 }: { readonly best?: number; readonly among?: number } = {},
): Importance[] {
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete' && Number.isFinite(trial.loss));
  const [top, region] = [upTo(complete, best), upTo(complete, among)];
  const seen = parameters.filter(({ name }) => complete.some(({ params }) => params[name] !== undefined));
  const amounts = seen.map((parameter) => (complete.length < 2 ? 0 : amountOf(parameter, top, region)));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return seen
    .map(({ name }, i) => ({ name, share: total === 0 ? 1 / seen.length : (amounts[i] as number) / total }))
    .sort((a, b) => b.share - a.share);
}

/** The best `share` of them, and whatever is as good as the last of these. */
function upTo(trials: readonly CompleteTrial[], share: number): readonly CompleteTrial[] {
  if (share === 1) return trials;
  const losses = trials.map(({ loss }) => loss).sort((a, b) => a - b);
  const cutoff = losses[Math.ceil(share * losses.length) - 1] as number;
  return trials.filter(({ loss }) => loss <= cutoff);
}

function amountOf({ name, distribution }: Parameter, top: readonly CompleteTrial[], region: readonly CompleteTrial[]): number {
  const having = (trials: readonly CompleteTrial[]) => trials.filter(({ params }) => params[name] !== undefined);
  const [ofTop, ofRegion] = [having(top), having(region)];
  if (valueCount(distribution) === 1 || ofTop.length === 0 || ofRegion.length < fewestTrials) return 0;
  const densityOf = (own: readonly CompleteTrial[]) => density(distribution, countsOf({ name, distribution }, own));
  const [p, q] = [densityOf(ofTop), densityOf(ofRegion)];
  const divergence = p.reduce((sum, pk, k) => sum + (q[k] as number) * (pk / (q[k] as number) - 1) ** 2, 0);
  return ((ofTop.length / top.length) ** 2 / (ofRegion.length / region.length)) * divergence;
}

/** How many trials stand at each place of the grid. (K,) */
function countsOf({ name, distribution }: Parameter, trials: readonly CompleteTrial[]): number[] {
  const values = trials.map(({ params }) => params[name] as number);
  if (isListed(distribution)) return distribution.choices.map((choice) => values.filter((value) => value === choice).length);
  const counts = new Array<number>(placesOf(distribution)).fill(0);
  const [low, high] = [scaled(distribution, distribution.low), scaled(distribution, lastOf(distribution))];
  const width = (high - low) / (counts.length - 1);
  for (const value of values) {
    // A value in the middle between two places goes to the lower one.
    const place = Math.ceil((scaled(distribution, value) - low) / width - 0.5);
    const within = Math.min(counts.length - 1, Math.max(0, place));
    counts[within] = (counts[within] as number) + 1;
  }
  return counts;
}

function placesOf(distribution: NumericalDistribution): number {
  const { kind, low, high, log } = distribution;
  if (kind === 'int' && log) return Math.min(Math.ceil(Math.log(high - low + 1) / Math.log(2)) + 1, mostPlaces);
  const step = stepOf(distribution);
  return log || step === undefined ? mostPlaces : Math.min(Math.round((lastOf(distribution) - low) / step) + 1, mostPlaces);
}

/** As Optuna has it: the end of the range, of stepped values the last one. */
function lastOf(distribution: NumericalDistribution): number {
  if (distribution.log || stepOf(distribution) === undefined) return distribution.high;
  return valueAt(distribution, valueCount(distribution) - 1) as number;
}

function scaled({ log }: NumericalDistribution, value: number): number {
  return log ? Math.log(value) : value;
}

/** Of each place, or each choice: a mixture of a kernel for each place that has trials, and a uniform one. (K,) */
function density(distribution: Distribution, counts: readonly number[]): number[] {
  const places = counts.flatMap((count, place) => (count > 0 ? [place] : []));
  const weights = places.map((place) => counts[place] as number);
  const total = weights.reduce((sum, weight) => sum + weight, priorWeight);
  const kernels = isListed(distribution) ? choiceKernels(places, counts.length) : normalKernels(places, weights, counts.length);
  return counts.map((_, k) => {
    const mass = kernels.reduce((sum, kernel, i) => sum + (weights[i] ?? priorWeight) * kernel(k), 0);
    return mass / total + 1e-12;
  });
}

/** The probability of each place from 0. */
type Kernel = (place: number) => number;

/** Each at one choice, but for a share of the prior's weight that is spread over all. */
function choiceKernels(places: readonly number[], choices: number): Kernel[] {
  const spread = priorWeight / (places.length + 1);
  const around =
    (own: number): Kernel =>
    (place) =>
      (spread + (place === own ? 1 : 0)) / (spread * choices + 1);
  return [...places.map(around), () => 1 / choices];
}

/** Normals around the places, cut off half a place beyond both ends. */
function normalKernels(places: readonly number[], weights: readonly number[], count: number): Kernel[] {
  const around = (mean: number, deviation: number): Kernel => {
    const logMass = (from: number, to: number) => logNormalMass((from - mean) / deviation, (to - mean) / deviation);
    const all = logMass(-0.5, count - 0.5);
    return (place) => Math.exp(logMass(place - 0.5, place + 0.5) - all);
  };
  const width = scottWidth(places, weights);
  return [...places.map((place) => around(place, width)), around((count - 1) / 2, count)];
}

/** Scott's rule: 1.059 n^(-1/5) times the smaller of the deviation and a robust one from the quartiles. */
function scottWidth(places: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = places.reduce((sum, place, i) => sum + place * (weights[i] as number), 0) / total;
  const squares = places.reduce((sum, place, i) => sum + (place - mean) ** 2 * (weights[i] as number), 0);
  const deviation = Math.sqrt(squares / Math.max(1, total - 1));
  let below = 0;
  const cumulated = weights.map((weight) => (below += weight));
  const first = cumulated.findIndex((sum) => sum >= Math.floor(total / 4));
  const third = cumulated.findIndex((sum) => sum > Math.floor((total * 3) / 4));
  const range = (places[third < 0 ? places.length - 1 : third] as number) - (places[first] as number);
  return Math.max(1.059 * Math.min(range / 1.34, deviation) * total ** -0.2, narrowest);
}
