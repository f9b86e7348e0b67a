import { mean } from '../math/statistics.js';
import type { Configuration } from './configurations.js';

/**
 * How much better the lowest of several means is than what whoever has it comes to. By cross-validation over the seeds that all had: each is
 * judged by a choice that was made on the other seeds. With 3 configurations and 5 seeds that is nine tenths of the luck
 * (bench/statistics.ts). 0 with fewer than two configurations or common seeds.
 */
export function luckOfChoice(configurations: readonly Pick<Configuration, 'losses'>[]): number {
  const [first, ...others] = configurations.map(({ losses }) => losses);
  if (first === undefined || others.length === 0) return 0;
  const rounds = [...first.keys()].filter((round) => others.every((losses) => losses.has(round)));
  if (rounds.length < 2) return 0;
  const lossesAt = (configuration: Pick<Configuration, 'losses'>, some: readonly number[]) =>
    mean(some.map((round) => configuration.losses.get(round) as number));
  const bestAt = (some: readonly number[]) =>
    configurations.reduce((best, one) => (lossesAt(one, some) < lossesAt(best, some) ? one : best));
  const judged = rounds.map((round) => lossesAt(bestAt(rounds.filter((other) => other !== round)), [round]));
  // Rounding: where the same one is best on any seeds, there is no luck in its mean.
  const luck = mean(judged) - lossesAt(bestAt(rounds), rounds);
  return luck > 1e-12 * Math.abs(mean(judged)) ? luck : 0;
}
