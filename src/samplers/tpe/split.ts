import type { CompleteTrial, PrunedTrial, Trial } from '../../core/trial.js';
import { byStanding } from '../standing.js';

/** The trials that the two densities of TPE are made from, by rising number. */
export interface Split {
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** Of the good ones, at most 1; left out, they weigh by their age. */
  readonly goodWeights?: Float64Array;
}

/** Trials that tell how good their parameters are, be it for as long as they ran. */
type RankedTrial = CompleteTrial | PrunedTrial;

function isRanked(trial: Trial): trial is RankedTrial {
  return trial.state === 'complete' || trial.state === 'pruned';
}

/**
 * The best share of the ranked trials is good; everything else is bad: the other ranked ones, failed ones (whatever diverges or
 * runs out of memory is to be kept away from) and, as constant liars, those that wait or run.
 */
export function split(trials: readonly Trial[], constantLiar: boolean): Split {
  const good = best(trials, goodCount(rankedCount(trials))).map(({ number }) => number);
  return { good: good.sort((a, b) => a - b), bad: theBad(trials, new Set(good), constantLiar) };
}

export function rankedCount(trials: readonly Trial[]): number {
  let count = 0;
  for (const trial of trials) if (isRanked(trial)) count++;
  return count;
}

/** gamma in the paper: a tenth of the trials, at most 25. */
export function goodCount(ranked: number): number {
  return Math.min(Math.ceil(0.1 * ranked), 25);
}

export function theBad(trials: readonly Trial[], good: ReadonlySet<number>, constantLiar: boolean): number[] {
  const bad: number[] = [];
  for (const trial of trials) {
    if ((constantLiar || isRanked(trial) || trial.state === 'failed') && !good.has(trial.number)) bad.push(trial.number);
  }
  return bad;
}

/** The first `count` ranked trials by standing, earlier ones first among equals. One pass: all of the order is not needed. */
function best(trials: readonly Trial[], count: number): RankedTrial[] {
  const chosen: RankedTrial[] = [];
  for (const trial of trials) {
    if (!isRanked(trial)) continue;
    let place = chosen.length;
    while (place > 0 && byStanding(trial, chosen[place - 1] as RankedTrial) < 0) place--;
    if (place === count) continue;
    chosen.splice(place, 0, trial);
    if (chosen.length > count) chosen.pop();
  }
  return chosen;
}
