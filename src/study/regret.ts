/**
 * Whether going on would gain little: how far the incumbent may still be from the best that the space has, by a Gaussian process of
 * the trials so far. The bound is the distance from the highest that the best observed point may be, on average over its noise, to
 * the lowest that any point may be.
 *
 * Makarova et al.: Automatic Termination for Hyperparameter Optimization, AutoML 2022, https://arxiv.org/abs/2104.08166. They
 * compare the bound with the deviation between the folds of a cross-validation; where a study trains each point once, the noise is
 * that of the process, or what repeated trials show.
 */
import type { StudySpec } from '../core/study-spec.js';
import { type CompleteTrial, type FinishedTrial, isFinished, type Trial } from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { rankedByMean } from '../samplers/gp/acquisition.js';
import { ConfidenceBound } from '../samplers/gp/confidence-bound.js';
import { Encoding } from '../samplers/gp/encoding.js';
import type { Lengths } from '../samplers/gp/observations.js';
import { AcquisitionSearch } from '../samplers/gp/search.js';
import { type Surrogate, SurrogateFactory } from '../samplers/gp/surrogate.js';
import { ownSteps } from './own-steps.js';

/** Finished trials before a bound says anything, and between two bounds. */
const schedule = { first: 20, every: 5 };
/** Half the width of the confidence intervals, in standard deviations: 95 % of a normal distribution. */
const width = 1.96;
/** Degrees of freedom from which on the spread of repeated trials is taken for the noise. */
const enoughRepeats = 5;

/** Losses, in the metric's units. */
export interface Regret {
  /** What going on can gain at most, with high probability. */
  readonly bound: number;
  /** The standard deviation of a loss when the same trial is run again. */
  readonly noise: number;
}

/** Follows a study. What it says depends on the trials alone; it remembers its last answer. */
export class RegretWatch {
  readonly #spec: StudySpec;
  readonly #encoding: Encoding;
  readonly #lengths: Lengths;
  readonly #surrogates = new SurrogateFactory();
  #asked: readonly FinishedTrial[] = [];
  #answer: Regret | undefined;

  constructor(spec: StudySpec) {
    this.#spec = spec;
    this.#encoding = new Encoding(spec.space);
    this.#lengths = { epochs: spec.task.epochs, stepsOf: ownSteps(spec) };
  }

  /** After the latest scheduled number of finished trials; undefined while there are too few, or none that says anything. */
  regret(trials: readonly Trial[]): Regret | undefined {
    const finished = trials.filter(isFinished).sort((a, b) => a.finishedAt - b.finishedAt || a.number - b.number);
    if (finished.length < schedule.first) return undefined;
    const asked = finished.slice(0, finished.length - (finished.length % schedule.every));
    const isKnown = asked.length === this.#asked.length && asked.every((trial, i) => trial === this.#asked[i]);
    if (!isKnown) [this.#asked, this.#answer] = [asked, this.#estimate(asked)];
    return this.#answer;
  }

  #estimate(finished: readonly FinishedTrial[]): Regret | undefined {
    const { space, seed } = this.#spec;
    const surrogate =
      this.#encoding.size === 0 ? undefined : this.#surrogates.surrogateOf(this.#encoding, finished, this.#lengths);
    if (surrogate === undefined) return undefined;
    const { surface, transform } = surrogate;
    const rng = createRng(deriveSeed(seed, finished.length, 'regret'));
    const context = { space, trials: finished, rng, isNew: () => true };
    const lowest = new AcquisitionSearch(this.#encoding, new ConfidenceBound(surface, width), context).run()[0];
    if (lowest === undefined) return undefined;
    const observed = Array.from({ length: surface.size }, (_, i) => surface.point(i));
    const highest = Math.min(...surface.predictMany(observed).map(({ mean, deviation }) => mean + width * deviation));
    const bound = transform.backward(highest) - transform.backward(-lowest.value);
    return { bound, noise: spreadOfRepeats(finished) ?? modelNoise(surrogate) };
  }
}

/** At the best observed point: the noise has the same deviation everywhere on the transformed scale, not on the metric's. */
function modelNoise({ surface, noiseVariance, transform }: Surrogate): number {
  const { mean } = rankedByMean(surface)[0] as { mean: number };
  const deviation = Math.sqrt(noiseVariance);
  return (transform.backward(mean + deviation) - transform.backward(mean - deviation)) / 2;
}

/** The pooled standard deviation of complete trials with the same parameters; undefined where too few repeat. */
function spreadOfRepeats(finished: readonly FinishedTrial[]): number | undefined {
  const complete = finished.filter((trial) => trial.state === 'complete');
  const groups = byParameters(complete);
  const freedom = complete.length - groups.length;
  if (freedom < enoughRepeats) return undefined;
  return Math.sqrt(groups.reduce((sum, group) => sum + squares(group), 0) / freedom);
}

function byParameters(trials: readonly CompleteTrial[]): CompleteTrial[][] {
  const groups = new Map<string, CompleteTrial[]>();
  for (const trial of trials) {
    const key = JSON.stringify(trial.params);
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  return [...groups.values()];
}

/** Of the deviations from the mean. */
function squares(trials: readonly CompleteTrial[]): number {
  const mean = trials.reduce((sum, { loss }) => sum + loss, 0) / trials.length;
  return trials.reduce((sum, { loss }) => sum + (loss - mean) ** 2, 0);
}
