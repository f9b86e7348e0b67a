/**
 * When a run of CMA-ES has come to its end, and with which population and step size the next one begins.
 *
 * IPOP: Auger & Hansen: A Restart CMA Evolution Strategy With Increasing Population Size, CEC 2005,
 * https://doi.org/10.1109/CEC.2005.1554902: each run has twice the population of the one before.
 * BIPOP: Hansen: Benchmarking a BI-Population CMA-ES, GECCO 2009, https://hal.science/inria-00382093: small populations with
 * small steps take turns with the growing ones, so that both spend about the same number of trials.
 */
import { createRng, deriveSeed } from '../../math/rng.js';
import { deviations, type Evolution, startEvolution } from './evolution.js';
import { defaultPopulation, strategyOf } from './strategy.js';

export type Restarts = 'none' | 'ipop' | 'bipop';

/** One run, from its start to where its distribution has shrunk to a point. */
export interface Run {
  readonly evolution: Evolution;
  /** The best loss of each generation of it. */
  readonly bests: readonly number[];
  /** Between the best and the worst loss of its first generation. */
  readonly spread: number;
  readonly regime: 'large' | 'small';
  /** Runs of the large regime before the present one or, if it is one, before itself. */
  readonly doublings: number;
  /** Trials of all runs so far, by regime. */
  readonly spent: { readonly large: number; readonly small: number };
}

export function firstRun(evolution: Evolution): Run {
  return { evolution, bests: [], spread: 0, regime: 'large', doublings: 0, spent: { large: 0, small: 0 } };
}

/** Whether going on would tell no more: `losses` are those of the last generation. */
export function isOver({ evolution, bests, spread }: Run, losses: readonly number[]): boolean {
  const { dimension, population } = evolution.strategy;
  // Of a coordinate's range: closer values of a hyperparameter are the same to a training.
  const smallestStep = 1e-5;
  // Of the losses' spread at first: what a smallest step makes of a parabola.
  const smallestGain = 1e-10;
  const mostCondition = 1e14;
  const window = 10 + Math.ceil((30 * dimension) / population);
  const recent = [...bests.slice(-window), ...losses];
  const flat = bests.length >= window && Math.max(...recent) - Math.min(...recent) <= smallestGain * spread;
  const shrunk = deviations(evolution).every((deviation) => deviation < smallestStep);
  const { values } = evolution.eigen;
  return flat || shrunk || Math.max(...values) > mostCondition * Math.min(...values);
}

/** The run after `run`, from a random place. `number`: of the run, from 1. */
export function nextRun(run: Run, restarts: 'ipop' | 'bipop', sigma: number, studySeed: number, number: number): Run {
  const rng = createRng(deriveSeed(studySeed, number, 'cmaes restart'));
  const { dimension } = run.evolution.strategy;
  const smallest = defaultPopulation(dimension);
  const mean = Float64Array.from({ length: dimension }, () => rng.next());
  const { spent } = run;
  if (restarts === 'bipop' && run.doublings > 0 && spent.small < spent.large) {
    const largest = smallest * 2 ** run.doublings;
    const population = Math.floor(smallest * (largest / (2 * smallest)) ** (rng.next() ** 2));
    const strategy = strategyOf(dimension, population);
    const evolution = startEvolution(strategy, mean, sigma * 10 ** (-2 * rng.next()));
    return { ...firstRun(evolution), regime: 'small', doublings: run.doublings, spent };
  }
  const doublings = run.doublings + 1;
  const evolution = startEvolution(strategyOf(dimension, smallest * 2 ** doublings), mean, sigma);
  return { ...firstRun(evolution), doublings, spent };
}
