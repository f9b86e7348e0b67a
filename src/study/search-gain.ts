/**
 * What the search bought: its best beside the expected best of random search, from those of the study's own trials that were drawn without a
 * model. Values of one seed stand beside values of one seed.
 */
import { type CompleteTrial, isFinished, type Trial } from '../core/trial.js';
import { betaQuantile } from '../math/beta.js';
import { expectedBest } from '../math/expected-best.js';
import { confidenceLevel } from './confidence.js';
import { isRepeat } from './configurations.js';

/** Samplers that know nothing of the trials before: independent ones, and those that spread more evenly than chance. */
const drawnBy: readonly string[] = ['random', 'sobol', 'latin-hypercube'];
/** Of fewer, the expected best is what one or two happened to be. */
const fewestDrawn = 5;

export interface SearchGain {
  /** Trials of the search that have come to an end, whichever. */
  readonly trials: number;
  /** Trials that were drawn at random, in number order; pruned ones count with their last loss, failed ones as the worst of all. */
  readonly drawn: number;
  /** Too few of them to compare with. */
  readonly isTooFew: boolean;
  /** (drawn,): the expected lowest loss of 1, 2, ... of them. */
  readonly expectedBest: readonly number[];
  /** The lowest loss that the search saw after 1, 2, ... of its trials; NaN before the first complete one. */
  readonly bestSoFar: readonly number[];
  /** Its last. */
  readonly best: number;
  /** How many of those drawn came as far as the best. */
  readonly reached: number;
  /** With 95 % confidence no larger share of random trials comes as far (Clopper & Pearson 1934, one-sided). */
  readonly shareAtMost: number;
}

/** Undefined before the first complete trial. */
export function searchGain(trials: readonly Trial[]): SearchGain | undefined {
  const searched = trials.filter((trial) => !isRepeat(trial));
  const bestSoFar: number[] = [];
  for (const trial of searched) {
    const before = bestSoFar.at(-1) ?? Number.NaN;
    bestSoFar.push(isMeasured(trial) && !(trial.loss >= before) ? trial.loss : before);
  }
  const best = bestSoFar.at(-1);
  if (best === undefined || Number.isNaN(best)) return undefined;
  const losses = drawnLosses(searched);
  const reached = losses.filter((loss) => loss <= best).length;
  return {
    trials: searched.filter(isFinished).length,
    drawn: losses.length,
    isTooFew: losses.length < fewestDrawn,
    expectedBest: expectedBest(losses),
    bestSoFar,
    best,
    reached,
    shareAtMost: reached === losses.length ? 1 : betaQuantile(confidenceLevel, reached + 1, losses.length - reached),
  };
}

function isMeasured(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete' && Number.isFinite(trial.loss);
}

function drawnLosses(trials: readonly Trial[]): number[] {
  const drawn = trials.filter(({ suggestion }) => suggestion !== undefined && drawnBy.includes(suggestion.by));
  const losses = drawn.flatMap((trial) => {
    if (trial.state === 'complete') return [trial.loss];
    return trial.state === 'pruned' ? [trial.reports.at(-1)?.loss ?? Number.NaN] : trial.state === 'failed' ? [Number.NaN] : [];
  });
  const finite = losses.filter(Number.isFinite);
  const worst = finite.reduce((highest, loss) => Math.max(highest, loss), Number.NEGATIVE_INFINITY);
  return finite.length === 0 ? [] : losses.map((loss) => (Number.isFinite(loss) ? loss : worst));
}
