import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { leaderboard } from '../../study/leaderboard.js';
import { type ValueRange, valueRange } from './value-range.js';

/** Two objectives against each other: what the page draws as a scatter of trials. */
export interface ParetoData {
  readonly metrics: readonly [string, string];
  readonly ranges: readonly [ValueRange, ValueRange];
  /** Complete trials, [trial number, first metric, second metric], the Pareto front apart, by rising first metric. */
  readonly front: readonly ParetoPoint[];
  readonly others: readonly ParetoPoint[];
}

type ParetoPoint = readonly [trialNumber: number, first: number, second: number];

/** Undefined unless there are exactly two objectives and a complete trial. */
export function paretoData({ spec, trials }: StudyRecord): ParetoData | undefined {
  const objectives = objectivesOf(spec);
  const [first, second] = objectives;
  if (first === undefined || second === undefined || objectives.length > 2) return undefined;
  const rows = leaderboard(trials, objectives).filter(({ front }) => front !== undefined);
  if (rows.length === 0) return undefined;
  const points = rows.map(({ front, trialNumber, metrics = {} }) => {
    const point: ParetoPoint = [trialNumber, metrics[first.metric] ?? Number.NaN, metrics[second.metric] ?? Number.NaN];
    return { front, point };
  });
  const pointsWhere = (isFront: boolean) => points.flatMap(({ front, point }) => ((front === 1) === isFront ? [point] : []));
  return {
    metrics: [first.metric, second.metric],
    ranges: [
      valueRange(
        points.map(({ point }) => point[1]),
        first,
      ),
      valueRange(
        points.map(({ point }) => point[2]),
        second,
      ),
    ],
    front: pointsWhere(true).sort((a, b) => a[1] - b[1]),
    others: pointsWhere(false),
  };
}
