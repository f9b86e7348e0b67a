import { setImmediate } from 'node:timers/promises';
import type { PrunerSpec, SamplerSpec } from '../core/study-spec.js';
import { type Simulation, type SimulationOptions, simulate } from './simulate.js';

/** A sampler with a pruner. */
export interface Pair {
  readonly sampler: SamplerSpec;
  readonly pruner: PrunerSpec;
}

/** What is kept of a simulation when many are compared. */
export interface Course extends Pick<Simulation, 'improvements' | 'cost' | 'reason'> {
  readonly trials: number;
}

export interface ComparisonOptions extends SimulationOptions {
  readonly pairs: readonly Pair[];
  /** Simulations of each pair; the first has the seed of the spec, each other one the next. */
  readonly seeds: number;
  /** Hears how many simulations are done. */
  readonly progressed?: (done: number, of: number) => void;
  /** Aborting it ends the comparison with the seeds that every pair is done with. */
  readonly signal?: AbortSignal;
}

/**
 * Simulates every pair with every seed: all pairs with one seed before the next, so that they can be compared seed by seed
 * whenever it ends. By pair, in the order of the seeds.
 */
export async function comparePairs(options: ComparisonOptions): Promise<Course[][]> {
  const { pairs, seeds, spec, progressed, signal } = options;
  const courses: Course[][] = pairs.map(() => []);
  for (let seed = 0; seed < seeds; seed++) {
    const ofSeed: Course[] = [];
    for (const [index, pair] of pairs.entries()) {
      // Ctrl-C and the terminal have their turn.
      await setImmediate();
      if (signal?.aborted) return courses;
      const { improvements, cost, reason, trials } = simulate({ ...options, spec: { ...spec, ...pair, seed: spec.seed + seed } });
      ofSeed.push({ improvements, cost, reason, trials: trials.length });
      progressed?.(seed * pairs.length + index + 1, seeds * pairs.length);
    }
    for (const [index, course] of ofSeed.entries()) courses[index]?.push(course);
  }
  return courses;
}
