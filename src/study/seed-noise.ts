import { mean } from '../math/statistics.js';
import type { Configuration } from './configurations.js';

/** How much the loss of a configuration varies with the seed. */
export interface SeedNoise {
  readonly variance: number;
  /** Degrees of freedom of the variance, from 1. */
  readonly df: number;
}

/**
 * Pooled over the configurations with several fresh seeds: what is known of the noise of those with one seed or two, if they are as
 * noisy as the others. Undefined where no configuration has two.
 */
export function seedNoise(configurations: readonly Pick<Configuration, 'losses'>[]): SeedNoise | undefined {
  const samples = configurations.filter(({ losses }) => losses.size > 1).map(({ losses }) => [...losses.values()]);
  if (samples.length === 0) return undefined;
  const squares = samples.flatMap((sample) => sample.map((loss) => (loss - mean(sample)) ** 2));
  const df = squares.length - samples.length;
  return { variance: squares.reduce((sum, square) => sum + square, 0) / df, df };
}
