import type { SearchSpace } from '../../core/search-space.js';
import type { FinishedTrial } from '../../core/trial.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import { priorNormal } from '../prior.js';
import { byStanding } from '../standing.js';
import { type Coordinate, placeOf } from './coordinates.js';
import { deviations, type Evolution, evolve, startEvolution } from './evolution.js';
import { withMargin } from './margin.js';
import { firstRun, isOver, nextRun, type Restarts, type Run } from './restarts.js';
import { strategyOf } from './strategy.js';

export interface ReplaySettings {
  readonly space: SearchSpace;
  readonly coordinates: readonly Coordinate[];
  readonly seed: number;
  readonly sigma: number;
  readonly restarts: Restarts;
}

/**
 * CMA-ES brought to where the finished trials lead it: in the order in which they finished, each lambda of them are a generation,
 * whichever distribution they were drawn from. Goes on from where it was when the trials only have become more.
 */
export class Replay {
  readonly space: SearchSpace;
  readonly seed: number;
  readonly #settings: ReplaySettings;
  #run: Run;
  #runs = 1;
  /** The trials of all complete generations. */
  #used: FinishedTrial[] = [];

  constructor(settings: ReplaySettings) {
    this.space = settings.space;
    this.seed = settings.seed;
    this.#settings = settings;
    this.#run = this.#start();
  }

  /** The distribution to sample from after `finished`, which stand in the order in which they finished. */
  after(finished: readonly FinishedTrial[]): Evolution {
    if (this.#used.some((trial, i) => finished[i] !== trial)) {
      this.#run = this.#start();
      this.#runs = 1;
      this.#used = [];
    }
    for (;;) {
      const { population } = this.#run.evolution.strategy;
      const generation = finished.slice(this.#used.length, this.#used.length + population);
      if (generation.length < population) return this.#run.evolution;
      this.#used.push(...generation);
      this.#advance(generation);
    }
  }

  /** Where `after` came to: the run, from 1, the updates of its distribution, and the trials of all complete generations. */
  get standing(): { readonly run: number; readonly generation: number; readonly used: number } {
    return { run: this.#runs, generation: this.#run.evolution.generation, used: this.#used.length };
  }

  #start(): Run {
    const { space, coordinates, sigma } = this.#settings;
    const priors = coordinates.map(({ name, distribution }) => {
      const prior = space.parameters.find((parameter) => parameter.name === name)?.prior;
      return prior && priorNormal(distribution, prior);
    });
    const mean = Float64Array.from(priors, (prior) => prior?.mean ?? 0.5);
    const scale = Float64Array.from(priors, (prior) => Math.min(1, (prior?.deviation ?? sigma) / sigma));
    return firstRun({ ...startEvolution(strategyOf(coordinates.length), mean, sigma), scale });
  }

  #advance(generation: readonly FinishedTrial[]): void {
    const losses = generation.flatMap((trial) => (trial.state === 'complete' ? [trial.loss] : []));
    // Failures alone do not tell where to go.
    if (generation.every(({ state }) => state === 'failed')) return;
    const { coordinates, restarts, sigma, seed } = this.#settings;
    const { evolution, spent, regime, bests, spread } = this.#run;
    const ranked = generation.toSorted(byStanding).map((trial) => this.#place(trial, evolution));
    const isFirst = bests.length === 0 && losses.length > 0;
    this.#run = {
      ...this.#run,
      evolution: withMargin(evolve(evolution, ranked), coordinates),
      bests: losses.length > 0 ? [...bests, Math.min(...losses)] : bests,
      spread: isFirst ? Math.max(...losses) - Math.min(...losses) : spread,
      spent: { ...spent, [regime]: spent[regime] + generation.length },
    };
    if (restarts !== 'none' && isOver(this.#run, losses)) this.#run = nextRun(this.#run, restarts, sigma, seed, this.#runs++);
  }

  /** Where a trial lies (n,): the same whenever it is asked, for the same distribution. */
  #place({ number, params }: FinishedTrial, evolution: Evolution): Float64Array {
    const rng = createRng(deriveSeed(this.#settings.seed, number, 'cmaes place'));
    const deviation = deviations(evolution);
    return Float64Array.from(this.#settings.coordinates, (coordinate, j) => {
      const value = params[coordinate.name];
      const mean = evolution.mean[j] as number;
      return value === undefined ? mean : placeOf(coordinate, value, mean, deviation[j] as number, rng);
    });
  }
}
