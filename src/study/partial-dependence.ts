/**
 * The loss to be expected at a value of one parameter, or of two, on average over all values of the others (Friedman: Greedy
 * Function Approximation, Annals of Statistics 29, 2001, section 8.2, https://doi.org/10.1214/aos/1013203451), integrated over the
 * search space instead of over the trials, which stand close where a sampler dwelt. Of parameters with a condition the average is
 * over the points that have them.
 */
import type { Choice } from '../core/distribution.js';
import type { Levels } from './levels.js';
import type { LossForest } from './loss-forest.js';

export interface Slice {
  readonly name: string;
  /** Of each level, its value, the mean over the trees, and their standard deviation: how sure the forest is. (L,) each */
  readonly values: readonly Choice[];
  readonly losses: readonly number[];
  readonly deviations: readonly number[];
}

export interface Contour {
  readonly names: readonly [across: string, up: string];
  readonly values: readonly [readonly Choice[], readonly Choice[]];
  /** The mean over the trees: by level of the first parameter, then of the second. (L_1 * L_2,) */
  readonly losses: readonly number[];
}

/** A slice for each parameter that some point of the space has. */
export function slices({ parameters, levels, marginalsAmong }: LossForest): Slice[] {
  return parameters.flatMap(({ name }, j) => {
    const ofTrees = marginalsAmong([j])?.map((tree) => tree.of(j));
    if (ofTrees === undefined) return [];
    const losses = meansOf(ofTrees);
    const deviations = losses.map((mean, level) =>
      Math.sqrt(ofTrees.reduce((sum, own) => sum + ((own[level] as number) - mean) ** 2, 0) / ofTrees.length),
    );
    return [{ name, values: valuesOf(levels[j] as Levels), losses, deviations }];
  });
}

/** Undefined where no point has both parameters, given by their indices. */
export function contour({ parameters, levels, marginalsAmong }: LossForest, j: number, k: number): Contour | undefined {
  const trees = marginalsAmong([j, k]);
  const [across, up] = [parameters[j], parameters[k]];
  if (trees === undefined || across === undefined || up === undefined) return undefined;
  return {
    names: [across.name, up.name],
    values: [valuesOf(levels[j] as Levels), valuesOf(levels[k] as Levels)],
    losses: meansOf(trees.map((tree) => tree.ofPair(j, k))),
  };
}

function valuesOf(levels: Levels): Choice[] {
  return levels.masses.map((_, level) => levels.valueOf(level));
}

function meansOf(rows: readonly Float64Array[]): number[] {
  return Array.from(rows[0] as Float64Array, (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length);
}
