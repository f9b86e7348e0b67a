import { fromLoss, type Objective } from '../core/objective.js';
import type { Standing } from '../core/standing.js';

/** What the seeds say of a configuration, in the units of the metric, as files for programs have it. */
export interface StandingFields {
  readonly evidence: Standing['evidence'];
  readonly seeds: number;
  readonly failedSeeds: number;
  readonly mean: number;
  /** Of the best: what to expect when it is trained once more, without the luck of having been chosen; left out where none is seen. */
  readonly expected?: number;
  /** Of the 95 % confidence interval; null where there is no telling. */
  readonly low: number | null;
  readonly high: number | null;
  /** Null of the best, and where there is no telling. */
  readonly toldFromBest: boolean | null;
}

export function standingFields(standing: Standing, objective: Objective): StandingFields {
  const { evidence, seeds, failedSeeds, loss, expected, interval, isToldFromBest = null } = standing;
  const [low = null, high = null] = (interval ?? []).map((end) => fromLoss(objective, end)).sort((a, b) => a - b);
  return {
    ...{ evidence, seeds, failedSeeds, mean: fromLoss(objective, loss) },
    ...(expected !== undefined && { expected: fromLoss(objective, expected) }),
    ...{ low, high, toldFromBest: isToldFromBest },
  };
}
