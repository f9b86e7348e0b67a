import { lossesOf, type Objective } from '../../core/objective.js';
import type { FinishedTrial } from '../../core/trial.js';
import { crowdingDistances, paretoRanks } from '../../math/pareto.js';
import { byStanding } from '../standing.js';

/** A trial that may become a parent. */
export interface Member {
  readonly trial: FinishedTrial;
  /** Its front, from 0: of complete trials by their losses; pruned ones one by one behind them, failed ones behind all. */
  readonly rank: number;
  /** Of its front. */
  readonly crowding: number;
}

/** The best `size` of the trials, by rank and then by crowding distance (Deb et al. 2002, section III-C). */
export function survivors(trials: readonly FinishedTrial[], objectives: readonly Objective[], size: number): Member[] {
  const ordered = trials.toSorted(byStanding);
  const complete = ordered.flatMap((trial) => (trial.state === 'complete' ? [lossesOf(objectives, trial.metrics)] : []));
  const ranks = paretoRanks(complete);
  const fronts = complete.length === 0 ? 0 : Math.max(...ranks) + 1;
  const crowding = new Float64Array(ordered.length);
  for (let front = 0; front < fronts; front++) {
    const indices = ranks.flatMap((rank, i) => (rank === front ? [i] : []));
    const distances = crowdingDistances(indices.map((i) => complete[i] as number[]));
    indices.forEach((i, k) => {
      crowding[i] = distances[k] as number;
    });
  }
  return ordered
    .map((trial, i) => ({
      trial,
      rank: ranks[i] ?? (trial.state === 'failed' ? Number.POSITIVE_INFINITY : fronts + i),
      crowding: crowding[i] as number,
    }))
    .sort(byCrowdedComparison)
    .slice(0, size);
}

/** The crowded-comparison operator: the better front first, within one the less crowded. */
export function byCrowdedComparison(a: Member, b: Member): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  if (a.crowding !== b.crowding) return a.crowding > b.crowding ? -1 : 1;
  return a.trial.number - b.trial.number;
}
