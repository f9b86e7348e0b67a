/**
 * Which parameters matter, by PED-ANOVA: how differently a parameter's values are spread among the best trials and among all.
 * It is the variance that fANOVA attributes to the parameter alone in "is this trial among the best?", needs
 * no model beyond densities of one variable, and is as fast as the trials can be sorted.
 *
 * Watanabe, Bansal & Hutter: PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces, IJCAI 2023,
 * https://arxiv.org/abs/2304.10255. Densities are taken in [0, 1], where
 * the search space is uniform, so that "all" may be the space itself or, near the best, the better part of the trials. Pruned and
 * diverged trials are among "all", as worse than the complete ones: without them, what early stopping is quick to see would not count.
 *
 * Optuna's numbers are in optuna-importance.ts. Ours are others because pruned trials count; because a density is of one width for
 * every parameter, that of the spread of a uniform one, so that a parameter whose best values a sampler repeats does not seem the
 * more important for it; and because a parameter with a condition counts by the share of the trials that have it: among the few
 * best ones that do, any density looks special.
 */
import { type Choice, type Distribution, encode, isListed, valueCount } from '../core/distribution.js';
import type { Objective } from '../core/objective.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { CompleteTrial, Params, Trial } from '../core/trial.js';
import { normalCdf } from '../math/normal.js';
import { isRepeat } from './configurations.js';
import { paretoStandings } from './pareto.js';

/** Cells of [0, 1] that the density of an ordered parameter is averaged over. */
const cells = 50;
/** Fewer complete trials say nothing. */
const fewestTrials = 10;

export interface Importance {
  readonly name: string;
  /** Share of what all parameters together explain: 0 to 1, summing to 1. */
  readonly share: number;
}

/** For whoever sees the shares. */
export const importanceNote =
  "The larger a parameter's share, the more its values in the best tenth of the trials differ from those in all of them: the more it " +
  'decides, by itself, whether a trial is among the best (PED-ANOVA).';

/** Of the second number, where it is shown. */
export const nearNote = 'Near the best, the same among the better half of the trials: what tells the best from the good.';

export interface ImportanceOptions {
  /** All of the study's; several rank the trials by Pareto front, none or one by their loss. */
  readonly objectives?: readonly Objective[];
  /** The best trials: this share of all, or the complete ones where those are fewer. */
  readonly best?: number;
  /** What they are compared with: this share of the trials, the best first; 1 is the importance in all of the space. */
  readonly among?: number;
}

/** The importance near the best: among the better half of the trials. */
export const nearTheBest = { among: 0.5 } as const satisfies ImportanceOptions;

/** The most important first; empty when there are too few complete trials, or when all of them are equally good. */
export function importance(
  space: Pick<SearchSpace, 'parameters'>,
  allTrials: readonly Trial[],
  { objectives = [], best = 0.1, among = 1 }: ImportanceOptions = {},
): Importance[] {
  // Repeats of the best would count their parameters more than once.
  const trials = allTrials.filter((trial) => !isRepeat(trial));
  const complete = bestFirst(trials, objectives);
  if (complete.length < fewestTrials || areAlike(complete, objectives)) return [];
  const all: readonly Trial[] = [...complete, ...trials.filter(isWorse)];
  const compared = first(all, among * all.length);
  const top = first(complete, Math.min(best, among) * all.length);
  const varied = space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
  const divergences = varied.map((parameter) => divergence(parameter, top, compared)); // (P,)
  const total = divergences.reduce((sum, value) => sum + value, 0);
  return varied
    .map(({ name }, i) => ({ name, share: total === 0 ? 1 / varied.length : (divergences[i] as number) / total }))
    .sort((a, b) => b.share - a.share);
}

function bestFirst(trials: readonly Trial[], objectives: readonly Objective[]): CompleteTrial[] {
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete');
  if (objectives.length > 1) return [...paretoStandings(complete, objectives)].map(({ trial }) => trial);
  return complete.sort((a, b) => a.loss - b.loss);
}

/** Worse than every complete trial, as far as its parameters go. */
function isWorse(trial: Trial): boolean {
  return trial.state === 'pruned' || (trial.state === 'failed' && trial.reason === 'diverged');
}

function areAlike([one, ...others]: readonly CompleteTrial[], objectives: readonly Objective[]): boolean {
  const metrics = objectives.slice(1).map(({ metric }) => metric);
  return others.every((other) => other.loss === one?.loss && metrics.every((name) => other.metrics[name] === one.metrics[name]));
}

/** At least two, so that a density has a width. */
function first(sorted: readonly Trial[], count: number): Params[] {
  return sorted.slice(0, Math.max(2, Math.ceil(count))).map(({ params }) => params);
}

/**
 * Pearson's: the mean over q of (p / q - 1)^2, for the densities p of the best and q of the trials compared. A parameter with a
 * condition varies the outcome only where it is there: in that share of the trials compared.
 */
function divergence({ name, distribution }: Parameter, top: readonly Params[], compared: readonly Params[]): number {
  const valuesIn = (trials: readonly Params[]) => trials.flatMap((params) => (params[name] === undefined ? [] : [params[name]]));
  const [ofTop, ofCompared] = [valuesIn(top), valuesIn(compared)];
  if (ofTop.length === 0) return 0;
  const p = probabilities(distribution, ofTop);
  const q = probabilities(distribution, ofCompared);
  const mean = p.reduce((sum, probability, i) => sum + (probability / (q[i] as number) - 1) ** 2 * (q[i] as number), 0);
  return (mean * ofCompared.length) / compared.length;
}

/** Over the choices, or over cells of [0, 1]. */
function probabilities(distribution: Distribution, values: readonly Choice[]): number[] {
  if (!isListed(distribution))
    return cellProbabilities(
      values.map((value) => encode(distribution, value)),
      bandwidth(values.length, distribution),
    );
  // A choice that no trial had is not impossible: it is credited with a share of one observation.
  const credit = 1 / distribution.choices.length;
  return distribution.choices.map((choice) => (values.filter((value) => value === choice).length + credit) / (values.length + 1));
}

/** By kernels truncated to [0, 1], with a uniform one among them for what was not observed. */
function cellProbabilities(units: readonly number[], width: number): number[] {
  const masses = new Array<number>(cells).fill(1 / cells);
  for (const unit of units) {
    const inside = normalCdf((1 - unit) / width) - normalCdf(-unit / width);
    let below = normalCdf(-unit / width);
    for (let cell = 0; cell < cells; cell++) {
      const upTo = normalCdf(((cell + 1) / cells - unit) / width);
      masses[cell] = (masses[cell] as number) + (upTo - below) / inside;
      below = upTo;
    }
  }
  return masses.map((mass) => mass / (units.length + 1));
}

/** Scott's rule (1992) for a uniform variable, whose deviation is 1 / sqrt(12), and no narrower than a value's own share. */
function bandwidth(count: number, distribution: Distribution): number {
  return Math.max(count ** -0.2 / Math.sqrt(12), 1 / (2 * valueCount(distribution)), 1 / cells);
}
