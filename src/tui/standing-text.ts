/** What a configuration's seeds say, as text. */
import { fromLoss, type Objective } from '../core/objective.js';
import type { Standing } from '../core/standing.js';
import { type CompleteTrial, configurationOf, type Trial } from '../core/trial.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { formatMetric } from './numbers.js';
import { count } from './text.js';

/** How much further away one end of an interval is than the other that ± would hide, in halves of it. */
const lopsided = 0.05;

/** Half of the confidence interval. */
export function halfWidth(standing: Standing | undefined): number | undefined {
  return standing?.interval && (standing.interval[1] - standing.interval[0]) / 2;
}

/** What to expect of a configuration with its interval: the ends of it where they are not as far away as each other. */
export function expectedText(standing: Standing, objective: Objective): string {
  const { loss, expected = loss, interval } = standing;
  const value = (ofLoss: number) => formatMetric(fromLoss(objective, ofLoss));
  const half = halfWidth(standing);
  if (interval === undefined || half === undefined) return value(expected);
  const [low, high] = interval;
  const isEven = Math.abs(expected - (low + high) / 2) <= lopsided * half;
  return `${value(expected)} ${isEven ? `±${formatMetric(half)}` : `(${inOrder(objective, low, high).map(value).join(' to ')})`}`;
}

/** The lower value first. */
function inOrder({ goal }: Objective, low: number, high: number): readonly number[] {
  return goal === 'maximize' ? [high, low] : [low, high];
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
  const { evidence, seeds, failedSeeds, loss, expected = loss, interval, isToldFromBest } = standing;
  const against = isBest
    ? 'the best'
    : isToldFromBest === undefined
      ? 'too few seeds to compare it with the best'
      : isToldFromBest
        ? 'worse than the best beyond doubt'
        : '≈ cannot be told from the best';
  if (evidence === 'search') return [`One seed, the one that the search saw; ${against}.`];
  const ends = interval && inOrder(objective, ...interval).map(value);
  const failed = failedSeeds > 0 ? ` (${failedSeeds} more failed)` : '';
  const between = ends ? `, with 95 % confidence ${ends.join(' to ')}` : '';
  const luck = expected - trial.loss;
  const next =
    expected === loss ? '' : ` Trained once more expect ${value(expected)}: the best of several means is a little lucky.`;
  return [
    `${value(loss)} over ${count(seeds, 'fresh seed')} of ${seedsOfEvidence[evidence]}${failed}${between}; ${against}.`,
    `The search saw ${value(trial.loss)}: ${formatMetric(Math.abs(luck))} too ${luck >= 0 ? 'good' : 'modest'}.${next}`,
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
