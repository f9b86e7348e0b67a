/**
 * A configuration is told from the best when a one-sided test says that it is worse, with Holm's correction over all comparisons with
 * the best. The best is the one that looks best, but that does not make the test too eager: to reject the true one somewhere, one of m others
 * must look better with a p-value of at most 0.05 / m, which happens in at most 5 % of studies, as in subset selection (Gupta: On Some
 * Multiple Decision (Selection and Ranking) Rules, Technometrics 7, 1965, https://doi.org/10.1080/00401706.1965.10490251). Those that were
 * repeated are corrected for among themselves: what ran once does not blunt the tests of what ran several times. Of one that raced, the
 * p-value counts as often as the race looked at it (Bonferroni): it stopped at the first of these looks at which it seemed to be worse.
 */
import { holm } from '../math/holm.js';
import { confidenceLevel, pValueOfWorse, worstUntoldLoss } from './confidence.js';
import type { Configuration } from './configurations.js';
import type { RacedSample } from './race.js';
import type { SeedNoise } from './seed-noise.js';

interface Compared {
  readonly configuration: Configuration;
  /** Its mean, or its one value. */
  readonly loss: number;
}

/** Whether each but the first, which is the best, is worse beyond doubt; without those of which there is no telling. */
export function toldFromBest(
  [best, ...others]: readonly Compared[],
  { noise, raced }: { readonly noise: SeedNoise | undefined; readonly raced: ReadonlyMap<number, RacedSample> },
): Map<Configuration, boolean> {
  const told = new Map<Configuration, boolean>();
  if (best === undefined) return told;
  const singles = others.filter(({ configuration }) => configuration.evidence === 'search');
  const repeated = others.filter(({ configuration }) => configuration.evidence !== 'search');
  const looksAt = ({ evidence, trial }: Configuration) => (evidence === 'repeat' && raced.get(trial.number)?.looks) || 1;
  // Most of the search is far behind: a bound spares the tests of those that no correction would save.
  const bound = worstUntoldLoss(best.configuration, noise, singles.length);
  for (const group of [repeated, singles]) {
    const family = group.flatMap(({ configuration, loss }) => {
      const p = group === singles && loss > bound ? 0 : pValueOfWorse(best.configuration, configuration, noise);
      return p === undefined ? [] : [{ configuration, p: Math.min(1, looksAt(configuration) * p) }];
    });
    holm(family.map(({ p }) => p)).forEach((p, i) => {
      told.set((family[i] as (typeof family)[number]).configuration, p <= 1 - confidenceLevel);
    });
  }
  return told;
}
