/**
 * The honest ranking: configurations by the mean over their seeds, how sure it is, and which cannot be told from the best.
 *
 * Those that were chosen for a final retraining stand first. A value of one seed is beside a mean what the search made of it, lucky more often
 * than not: it counts as so much worse as the first values of the repeated configurations were better than their means, on average. So
 * no value of one seed that was behind theirs can be ranked above all of them.
 *
 * One that failed under a seed stands behind all that did not, where a repeated one did not. Where a race dropped some, those with fewer seeds are ranked by how they did under the seeds that they had in common with the one
 * that had most.
 *
 * Intervals and tests are of the mean over fresh seeds; which configurations were repeated hangs on values that are not in it. That the best
 * one was chosen by its mean, and that a race stopped some early, is in their intervals (interval-tails.ts); of the best one's mean it is also
 * said what luck that choice has in it (luck-of-choice.ts).
 */
import type { Standing } from '../core/standing.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import type { Tails } from '../math/estimate.js';
import { mean } from '../math/statistics.js';
import { type MeanWithInterval, meanWithInterval } from './confidence.js';
import { type Configuration, configurationsOf, isRepeat } from './configurations.js';
import { tailsOf } from './interval-tails.js';
import { luckOfChoice } from './luck-of-choice.js';
import { racedSamples } from './race.js';
import { type SeedNoise, seedNoise } from './seed-noise.js';
import { toldFromBest } from './told-from-best.js';

/** A configuration without what only a comparison with the others tells. */
interface Ranked {
  readonly configuration: Configuration;
  readonly loss: number;
  readonly rankedBy: number;
}

/** Of the configuration that stands first; undefined where none is complete. */
export function bestOfConfigurations(trials: readonly Trial[]): CompleteTrial | undefined {
  return ranked(configurationsOf(trials))[0]?.configuration.trial;
}

/** By trial number, the best first: of all with fresh seeds, and of those of one seed that cannot be told from the best. */
export function standingsOf(trials: readonly Trial[]): ReadonlyMap<number, Standing> {
  const all = ranked(configurationsOf(trials));
  const repeated = all.filter(({ configuration }) => configuration.evidence !== 'search');
  if (repeated.length === 0) return new Map();
  const noise = seedNoise(repeated.map(({ configuration }) => configuration));
  const raced = racedSamples(trials);
  const apart = toldFromBest(all, { noise, raced });
  const shown = all.filter(({ configuration }) => {
    const { evidence, failedSeeds } = configuration;
    return evidence !== 'search' || failedSeeds > 0 || apart.get(configuration) === false;
  });
  const chosenFrom = repeated.filter(({ configuration }) => configuration.evidence === repeated[0]?.configuration.evidence);
  return new Map(
    shown.map((one) => {
      const { configuration } = one;
      const { number } = configuration.trial;
      const standing = standingOf(one, {
        noise,
        tails: tailsOf({
          bestOf: one === repeated[0] ? chosenFrom.length : 1,
          isStoppedEarly: configuration.evidence === 'repeat' && (raced.get(number)?.isStoppedEarly ?? false),
        }),
        luck: one === repeated[0] ? luckOfChoice(chosenFrom.map(({ configuration }) => configuration)) : 0,
        isToldFromBest: apart.get(configuration),
      });
      return [number, standing];
    }),
  );
}

/** The trials of the search, each with its standing where it has one; the same ones where there are no repeats. */
export function withStandings(trials: readonly Trial[]): readonly Trial[] {
  if (!trials.some(isRepeat)) return trials;
  const standings = standingsOf(trials);
  return trials
    .filter((trial) => !isRepeat(trial))
    .map((trial) => {
      const standing = standings.get(trial.number);
      return standing ? { ...trial, standing } : trial;
    });
}

/** The best first. */
function ranked(configurations: readonly Configuration[]): Ranked[] {
  const luck = luckOf(configurations);
  const most = { repeat: withMostSeeds(configurations, 'repeat'), finalize: withMostSeeds(configurations, 'finalize') };
  const someAreSafe = configurations.some(({ evidence, failedSeeds }) => evidence !== 'search' && failedSeeds === 0);
  return configurations
    .map((configuration) => {
      const { evidence, failedSeeds, losses, trial } = configuration;
      const loss = evidence === 'search' ? trial.loss : mean([...losses.values()]);
      if (someAreSafe && failedSeeds > 0) return { configuration, loss, rankedBy: Number.POSITIVE_INFINITY };
      if (evidence === 'search') return { configuration, loss, rankedBy: loss };
      const reference = most[evidence] ?? configuration;
      return { configuration, loss, rankedBy: lossBeside(reference, configuration) - luck };
    })
    .sort(
      (a, b) =>
        Number(b.configuration.isFinalist) - Number(a.configuration.isFinalist) ||
        compareNumbers(a.rankedBy, b.rankedBy) ||
        a.configuration.trial.number - b.configuration.trial.number,
    );
}

/** Infinite ones are equal. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Of several the one with the lowest mean. */
function withMostSeeds(configurations: readonly Configuration[], evidence: Configuration['evidence']): Configuration | undefined {
  const [first] = configurations
    .filter((configuration) => configuration.evidence === evidence)
    .sort((a, b) => b.losses.size - a.losses.size || mean([...a.losses.values()]) - mean([...b.losses.values()]));
  return first;
}

/**
 * What the mean of a configuration would be under all seeds of another one, if it were as much worse as under those that both had:
 * whoever left the race early may have met the kinder seeds.
 */
function lossBeside(reference: Configuration, { losses }: Configuration): number {
  const common = [...losses].filter(([round]) => reference.losses.has(round));
  if (common.length === 0) return mean([...losses.values()]);
  const excess = mean(common.map(([round, loss]) => loss - (reference.losses.get(round) as number)));
  return mean([...reference.losses.values()]) + excess;
}

/** How much better than the means of fresh seeds the values were that the search saw, on average; 0 where they were not. */
function luckOf(configurations: readonly Configuration[]): number {
  const repeated = configurations.filter(({ evidence }) => evidence !== 'search');
  if (repeated.length === 0) return 0;
  return Math.max(0, mean(repeated.map(({ trial, losses }) => mean([...losses.values()]) - trial.loss)));
}

/** What only a comparison with the others tells. */
interface Beside {
  readonly noise: SeedNoise | undefined;
  readonly tails: Tails;
  /** How much too low its mean is for having been chosen by it. */
  readonly luck: number;
  readonly isToldFromBest: boolean | undefined;
}

function standingOf({ configuration, loss, rankedBy }: Ranked, { noise, tails, luck, isToldFromBest }: Beside): Standing {
  const { evidence, losses, failedSeeds, isFinalist } = configuration;
  // Of the value that a search chose by, an interval would say too much.
  const own: MeanWithInterval = evidence === 'search' ? { loss } : meanWithInterval([...losses.values()], noise, tails);
  return {
    ...{ evidence, seeds: losses.size, failedSeeds, ...own, rankedBy, isFinalist },
    ...(luck > 0 && { expected: Math.min(loss + luck, own.interval?.[1] ?? Number.POSITIVE_INFINITY) }),
    ...(isToldFromBest !== undefined && { isToldFromBest }),
  };
}
