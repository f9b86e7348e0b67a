/**
 * The Gaussian process of a study's trials. Its hyperparameters are fitted at fixed numbers of finished trials, from those alone:
 * a study that goes on from stored trials comes to the same ones.
 */
import { type FinishedTrial, isFinished, type Params, type Trial } from '../../core/trial.js';
import type { Encoding } from './encoding.js';
import { fitHyperparameters } from './fit.js';
import { GaussianProcess } from './gaussian-process.js';
import type { Hyperparameters, Observations } from './kernel.js';
import { type Observation, observationsOf } from './observations.js';
import { OutputTransform } from './output-transform.js';

/** The most observations that hyperparameters are fitted to, and that predictions are made from: their cost is cubic and square. */
const limits = { fit: 120, model: 300 };

export interface Surrogate {
  /** Of transformed losses. */
  readonly process: GaussianProcess;
  readonly transform: OutputTransform;
}

/** Makes surrogates of a growing list of trials; remembers the last fit. */
export class SurrogateFactory {
  #fittedTo: readonly FinishedTrial[] = [];
  #hyperparameters: Hyperparameters | undefined;

  /** Undefined while no trial says anything. `pending`: trials that the surrogate is to take for done, as it expects them to end. */
  surrogateOf(encoding: Encoding, trials: readonly Trial[], pending: readonly Params[] = []): Surrogate | undefined {
    const finished = trials.filter(isFinished).sort((a, b) => a.finishedAt - b.finishedAt || a.number - b.number);
    const observed = observationsOf(finished);
    const losses = known(observed);
    if (losses.length === 0) return undefined;
    const hyperparameters = this.#fit(encoding, finished);
    const transform = new OutputTransform(losses);
    const process = new GaussianProcess(
      toObservations(encoding, observed, transform, limits.model),
      hyperparameters,
      pending.length,
    );
    for (const params of pending) {
      // The kriging believer: Ginsbourger, Le Riche & Carraro 2010, https://doi.org/10.1007/978-3-642-10701-6_6.
      const x = encoding.encode(params);
      process.add(x, process.predict(x).mean);
    }
    return { process, transform };
  }

  #fit(encoding: Encoding, finished: readonly FinishedTrial[]): Hyperparameters {
    const fitted = finished.slice(0, lastFit(finished.length));
    const isSame = fitted.length === this.#fittedTo.length && fitted.every((trial, i) => trial === this.#fittedTo[i]);
    if (this.#hyperparameters && isSame) return this.#hyperparameters;
    const observed = observationsOf(fitted);
    const transform = new OutputTransform(known(observed));
    this.#fittedTo = fitted;
    this.#hyperparameters = fitHyperparameters(toObservations(encoding, observed, transform, limits.fit));
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
  limit: number,
): Observations {
  const worst = Math.max(...known(observed));
  const losses = observed.map(({ loss }) => loss ?? worst);
  const kept = telling(losses, limit);
  const points = new Float64Array(kept.length * encoding.size);
  kept.forEach((index, row) => {
    points.set(encoding.encode((observed[index] as Observation).params), row * encoding.size);
  });
  const values = Float64Array.from(kept, (index) => transform.forward(losses[index] as number));
  return { points, values, categorical: encoding.categorical };
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
