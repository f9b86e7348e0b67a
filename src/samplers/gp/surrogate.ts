/**
 * The Gaussian process of a study's trials. Its hyperparameters are fitted at fixed numbers of finished trials, from those alone:
 * a study that goes on from stored trials comes to the same ones.
 */
import { type FinishedTrial, isFinished, type Params, type Trial } from '../../core/trial.js';
import type { Encoding } from './encoding.js';
import { fitHyperparameters } from './fit.js';
import { GaussianProcess } from './gaussian-process.js';
import type { Hyperparameters, Observations } from './kernel.js';
import { type Lengths, type Observation, observationsOf } from './observations.js';
import { OutputTransform } from './output-transform.js';
import { EndOfRun, type Surface } from './surface.js';

/**
 * The most observations that hyperparameters are fitted to, and that predictions are made from: their cost is cubic and square.
 * Where trials are pruned, points of the same run say much the same, and fewer are enough.
 */
const limits = { fit: 120, model: 300, modelOfCourses: 150 };

/** Of pruned trials, the latest are taken for done, too: a search that keeps to a place where all are pruned has them there. */
const latestPruned = 50;

export interface Surrogate {
  /** Of transformed losses at the end of a run. */
  readonly surface: Surface;
  /** Of the transformed losses. */
  readonly noiseVariance: number;
  readonly transform: OutputTransform;
}

/** Makes surrogates of a growing list of trials; remembers the last fit and the last process. */
export class SurrogateFactory {
  #fittedTo: readonly FinishedTrial[] = [];
  #hyperparameters: Hyperparameters | undefined;
  #process: GaussianProcess | undefined;

  /**
   * Undefined while no trial says anything. `pending`: trials that the surrogate is to take for done, as it expects them to end. So it
   * does with pruned ones: nobody knows how they would have ended, but to ask once more, next to them, ends in the same way.
   */
  surrogateOf(
    encoding: Encoding,
    trials: readonly Trial[],
    lengths: Lengths,
    pending: readonly Params[] = [],
  ): Surrogate | undefined {
    const finished = trials.filter(isFinished).sort((a, b) => a.finishedAt - b.finishedAt || a.number - b.number);
    const observed = observationsOf(finished, lengths);
    const losses = known(observed);
    if (losses.length === 0) return undefined;
    // Where all trials run to their end there is nothing to learn from their progress.
    const withProgress = observed.some(({ progress }) => progress !== 1);
    const hyperparameters = this.#fit(encoding, finished, lengths, withProgress);
    const transform = new OutputTransform(losses);
    const observations = toObservations(
      encoding,
      observed,
      transform,
      withProgress,
      withProgress ? limits.modelOfCourses : limits.model,
    );
    const pruned = finished.filter(({ state }) => state === 'pruned').map(({ params }) => params);
    const believed = [...pruned.slice(-latestPruned), ...pending];
    const process = new GaussianProcess(observations, hyperparameters, { spare: believed.length, previous: this.#process });
    this.#process = process;
    for (const params of believed) {
      // The kriging believer: Ginsbourger, Le Riche & Carraro 2010, https://doi.org/10.1007/978-3-642-10701-6_6.
      const x = vectorOf(encoding, { params, progress: 1 }, withProgress);
      process.add(x, process.predict(x).mean);
    }
    const surface = withProgress ? new EndOfRun(process) : process;
    return { surface, noiseVariance: hyperparameters.noiseVariance, transform };
  }

  #fit(encoding: Encoding, finished: readonly FinishedTrial[], lengths: Lengths, withProgress: boolean): Hyperparameters {
    const fitted = finished.slice(0, lastFit(finished.length));
    const size = encoding.size + (withProgress ? 1 : 0);
    const isSame = fitted.length === this.#fittedTo.length && fitted.every((trial, i) => trial === this.#fittedTo[i]);
    if (isSame && this.#hyperparameters?.mainScales.length === size) return this.#hyperparameters;
    const observed = observationsOf(fitted, lengths);
    const transform = new OutputTransform(known(observed));
    this.#fittedTo = fitted;
    this.#hyperparameters = fitHyperparameters(toObservations(encoding, observed, transform, withProgress, limits.fit));
    return this.#hyperparameters;
  }
}

/** The last number of trials, up to `n`, at which hyperparameters are fitted: the rarer, the more there are. */
function lastFit(n: number): number {
  const interval = 2 ** Math.max(0, Math.floor(Math.log2(n / 12)));
  return n - (n % interval);
}

function known(observed: readonly Observation[]): number[] {
  return observed.flatMap(({ loss }) => (loss === undefined ? [] : [loss]));
}

function toObservations(
  encoding: Encoding,
  observed: readonly Observation[],
  transform: OutputTransform,
  withProgress: boolean,
  limit: number,
): Observations {
  const worst = Math.max(...known(observed));
  const losses = observed.map(({ loss }) => loss ?? worst);
  const kept = telling(losses, limit);
  const points = kept.flatMap((index) => [...vectorOf(encoding, observed[index] as Observation, withProgress)]);
  const values = Float64Array.from(kept, (index) => transform.forward(losses[index] as number));
  const categorical = withProgress ? [...encoding.categorical, false] : encoding.categorical;
  return { points: Float64Array.from(points), values, categorical };
}

/** (D,), or (D + 1,) with the progress as the last coordinate. */
function vectorOf(encoding: Encoding, { params, progress }: Omit<Observation, 'loss'>, withProgress: boolean): Float64Array {
  const x = encoding.encode(params);
  return withProgress ? Float64Array.of(...x, progress) : x;
}

/**
 * Indices of at most `limit` losses, in their order: a third each of the best, of the latest, and of the rest from good to bad.
 */
function telling(losses: readonly number[], limit: number): number[] {
  const indices = losses.map((_, i) => i);
  if (losses.length <= limit) return indices;
  const third = Math.floor(limit / 3);
  const latest = indices.slice(-third);
  const earlier = indices.slice(0, -third).sort((a, b) => (losses[a] as number) - (losses[b] as number));
  const rest = earlier.slice(third);
  const spread = Array.from({ length: third }, (_, i) => rest[Math.floor((i * rest.length) / third)] as number);
  return [...earlier.slice(0, third), ...spread, ...latest].sort((a, b) => a - b);
}
