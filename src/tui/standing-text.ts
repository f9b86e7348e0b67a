/** What a configuration's seeds say, as text. */
import { fromLoss, type Objective } from '../core/objective.js';
import type { Standing } from '../core/standing.js';
import { type CompleteTrial, configurationOf, type Trial } from '../core/trial.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { formatMetric } from './numbers.js';
import { count } from './text.js';

/** Half of the confidence interval. */
export function halfWidth(standing: Standing | undefined): number | undefined {
  return standing?.interval && (standing.interval[1] - standing.interval[0]) / 2;
}

/** Over how many seeds a row's value is. */
export function seedsOf({ standing, state }: LeaderboardRow): number | undefined {
  return standing?.seeds ?? (state === 'complete' ? 1 : undefined);
}

const seedsOfEvidence = { search: 'the search', repeat: 'the race', finalize: 'the final retraining' } as const;

/** Sentences on a configuration of a study with repeats. */
export function standingText(
  trial: CompleteTrial,
  standing: Standing,
  { objective, isBest }: { objective: Objective; isBest: boolean },
): string[] {
  const value = (loss: number) => formatMetric(fromLoss(objective, loss));
  const { evidence, seeds, failedSeeds, loss, interval, isToldFromBest } = standing;
  const against = isBest
    ? 'the best'
    : isToldFromBest === undefined
      ? 'too few seeds to compare it with the best'
      : isToldFromBest
        ? 'worse than the best beyond doubt'
        : '≈ cannot be told from the best';
  if (evidence === 'search') return [`One seed, the one that the search saw; ${against}.`];
  const half = halfWidth(standing);
  const ends = interval?.map(value).sort((a, b) => Number(a) - Number(b)) ?? [];
  const failed = failedSeeds > 0 ? ` (${failedSeeds} more failed)` : '';
  const between = half === undefined ? '' : `, with 95 % confidence ${ends[0]} to ${ends[1]}`;
  const luck = loss - trial.loss;
  return [
    `${value(loss)}${half === undefined ? '' : ` ±${formatMetric(half)}`} over ${count(seeds, 'fresh seed')} of ${seedsOfEvidence[evidence]}${failed}${between}; ${against}.`,
    `The search saw ${value(trial.loss)}: ${formatMetric(Math.abs(luck))} too ${luck >= 0 ? 'good' : 'modest'}.`,
  ];
}

const purposes = { repeat: 'race', finalize: 'final' } as const;

/** The seeds of a configuration, the search's first, with titles; empty without repeats. */
export function seedTable(trial: Trial, trials: Iterable<Trial>, objective: Objective): string[][] {
  const rows: string[][] = [];
  for (const other of trials) {
    if (configurationOf(other) !== trial.number) continue;
    const loss = other.state === 'complete' ? other.loss : other.reports.at(-1)?.loss;
    rows.push([
      String(other.number),
      other.purpose === undefined ? 'search' : purposes[other.purpose],
      String(other.round ?? 1),
      other.state,
      loss === undefined ? '' : formatMetric(fromLoss(objective, loss)),
    ]);
  }
  return rows.length < 2 ? [] : [['trial', 'seed of', 'round', 'state', objective.metric], ...rows];
}
