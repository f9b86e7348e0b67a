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
   * What to expect of the winner when it is trained once more. The winner was chosen for the best mean, so its mean is a little lucky,
   * too: here every seed is judged by a choice that was made on the other seeds. Left out where there was nothing to choose from.
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
  const expected = expectedOfChoice(chosenFrom);
  return { seen, honest, optimism: honest - seen, ...(expected !== undefined && { expected }) };
}

/**
 * The expected loss of whichever is chosen for the lowest mean, by cross-validation over the seeds that all had: on each, the loss of
 * the one that is best on the others. With 3 configurations and 5 seeds it takes away nine tenths of the luck that is in the lowest mean
 * itself (bench/statistics.ts). Undefined with fewer than two configurations or common seeds.
 */
function expectedOfChoice(configurations: readonly Configuration[]): number | undefined {
  const [first, ...others] = configurations.map(({ losses }) => losses);
  if (first === undefined || others.length === 0) return undefined;
  const rounds = [...first.keys()].filter((round) => others.every((losses) => losses.has(round)));
  if (rounds.length < 2) return undefined;
  const lossesAt = (configuration: Configuration, some: readonly number[]) =>
    mean(some.map((round) => configuration.losses.get(round) as number));
  return mean(
    rounds.map((round) => {
      const rest = rounds.filter((other) => other !== round);
      const chosen = configurations.reduce((best, one) => (lossesAt(one, rest) < lossesAt(best, rest) ? one : best));
      return lossesAt(chosen, [round]);
    }),
  );
}
