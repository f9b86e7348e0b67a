/**
 * Which parameters matter, by PED-ANOVA: how differently a parameter's values are spread among the best trials and among all.
 * It is the variance that fANOVA attributes to the parameter alone in "is this trial among the best?", needs
 * no model beyond densities of one variable, and is as fast as the trials can be sorted.
 *
 * Watanabe, Bansal & Hutter: PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces, IJCAI 2023,
 * https://arxiv.org/abs/2304.10255. Densities are taken in [0, 1], where
 * the search space is uniform, so that "all" may be the space itself or, near the best, the better part of the trials.
 */
import { type Distribution, encode, isListed, valueCount } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { CompleteTrial, Params, Trial } from '../core/trial.js';
import { normalCdf } from '../math/normal.js';

/** Cells of [0, 1] that the density of an ordered parameter is averaged over. */
const cells = 50;
/** Fewer complete trials say nothing. */
const fewestTrials = 10;

export interface Importance {
  readonly name: string;
  /** Share of what all parameters together explain: 0 to 1, summing to 1. */
  readonly share: number;
}

export interface ImportanceOptions {
  /** The best trials: this share of the complete ones. */
  readonly best?: number;
  /** What they are compared with: this share of the complete trials, the best first; 1 is the importance in all of the space. */
  readonly among?: number;
}

/** The most important first; empty when there are too few complete trials, or when all of them are equally good. */
export function importance(
  space: SearchSpace,
  trials: readonly Trial[],
  { best = 0.1, among = 1 }: ImportanceOptions = {},
): Importance[] {
  const complete = trials.filter((trial): trial is CompleteTrial => trial.state === 'complete').sort((a, b) => a.loss - b.loss);
  if (complete.length < fewestTrials || complete[0]?.loss === complete.at(-1)?.loss) return [];
  const compared = first(complete, among);
  const top = first(complete, Math.min(best, among));
  const varied = space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
  const divergences = varied.map((parameter) => divergence(parameter, top, compared)); // (P,)
  const total = divergences.reduce((sum, value) => sum + value, 0);
  return varied
    .map(({ name }, i) => ({ name, share: total === 0 ? 1 / varied.length : (divergences[i] as number) / total }))
    .sort((a, b) => b.share - a.share);
}

/** At least two, so that a density has a width. */
function first(sorted: readonly CompleteTrial[], share: number): Params[] {
  return sorted.slice(0, Math.max(2, Math.ceil(share * sorted.length))).map(({ params }) => params);
}

/** Pearson's: the mean over q of (p / q - 1)^2, for the densities p of the best and q of the trials compared. */
function divergence(parameter: Parameter, top: readonly Params[], compared: readonly Params[]): number {
  const p = probabilities(parameter, top);
  const q = probabilities(parameter, compared);
  if (p === undefined || q === undefined) return 0;
  return p.reduce((sum, probability, i) => sum + (probability / (q[i] as number) - 1) ** 2 * (q[i] as number), 0);
}

/** Over the choices, or over cells of [0, 1]; undefined when no trial has the parameter. */
function probabilities({ name, distribution }: Parameter, trials: readonly Params[]): number[] | undefined {
  const values = trials.flatMap((params) => (params[name] === undefined ? [] : [params[name]]));
  if (values.length === 0) return undefined;
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
