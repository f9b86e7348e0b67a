import type { Trial } from '../core/trial.js';
import { mean } from '../math/statistics.js';
import { type Configuration, configurationsOf } from './configurations.js';

/** How much of what a search says of its winner is luck. Losses: lower is better. */
export interface Optimism {
  /** The value that the search saw. */
  readonly seen: number;
  /** The mean over fresh seeds. */
  readonly honest: number;
  /** `honest` less `seen`: positive where the search was too optimistic. */
  readonly optimism: number;
  /**
   * What to expect of it when it is trained once more, if it is the winner: `honest` with the luck taken off that the best of several
   * means has. Left out where there is none to be seen.
   */
  readonly expected?: number;
}

/** Of the configuration with this trial; undefined where it has no fresh seeds. */
export function optimismOf(trials: readonly Trial[], trialNumber: number): Optimism | undefined {
  const configurations = configurationsOf(trials);
  const configuration = configurations.find(({ trial }) => trial.number === trialNumber);
  if (configuration === undefined || configuration.evidence === 'search') return undefined;
  const seen = configuration.trial.loss;
  const honest = mean([...configuration.losses.values()]);
  const chosenFrom = configurations.filter(({ evidence }) => evidence === configuration.evidence);
  const luck = luckOfChoice(chosenFrom);
  return { seen, honest, optimism: honest - seen, ...(luck > 0 && { expected: honest + luck }) };
}

/**
 * How much better the lowest of several means is than what whoever has it comes to. By cross-validation over the seeds that all had: each is
 * judged by a choice that was made on the other seeds. With 3 configurations and 5 seeds that is nine tenths of the luck
 * (bench/statistics.ts). 0 with fewer than two configurations or common seeds.
 */
function luckOfChoice(configurations: readonly Configuration[]): number {
  const [first, ...others] = configurations.map(({ losses }) => losses);
  if (first === undefined || others.length === 0) return 0;
  const rounds = [...first.keys()].filter((round) => others.every((losses) => losses.has(round)));
  if (rounds.length < 2) return 0;
  const lossesAt = (configuration: Configuration, some: readonly number[]) =>
    mean(some.map((round) => configuration.losses.get(round) as number));
  const bestAt = (some: readonly number[]) =>
    configurations.reduce((best, one) => (lossesAt(one, some) < lossesAt(best, some) ? one : best));
  const judged = rounds.map((round) => lossesAt(bestAt(rounds.filter((other) => other !== round)), [round]));
  // Rounding: where the same one is best on any seeds, there is no luck in its mean.
  const luck = mean(judged) - lossesAt(bestAt(rounds), rounds);
  return luck > 1e-12 * Math.abs(mean(judged)) ? luck : 0;
}
