import { percentileOf } from '../math/percentile.js';
import { signedRankPValue } from '../math/wilcoxon.js';
import type { Course } from './compare.js';

/** How far the best found stood from the best there is, over the seeds. */
export interface RegretSummary {
  readonly mean: number;
  readonly median: number;
  /** 25 % and 75 % of the seeds are below. */
  readonly quartiles: readonly [low: number, high: number];
}

/** How one pair did, and how it did beside the first one with the same seeds. */
export interface PairSummary {
  /** At each of the costs asked for. */
  readonly regrets: readonly RegretSummary[];
  /** Of a simulation, on average. */
  readonly trials: number;
  /** The lowest cost at which the mean regret is down to the first pair's at the end; Infinity when it never is. */
  readonly costToFirst: number;
  /** Seeds whose final regret is lower than the first pair's, and higher. */
  readonly wins: number;
  readonly losses: number;
  /** Of the two-sided signed-rank test on the final regrets; undefined for the first pair, and where all are the same. */
  readonly pValue?: number;
}

/** The regret when the trials had cost `cost`; Infinity before the first value. */
export function regretAt({ improvements }: Course, cost: number, lowest: number): number {
  const best = improvements.findLast((improvement) => improvement.cost <= cost);
  return best === undefined ? Number.POSITIVE_INFINITY : best.loss - lowest;
}

export function meanRegretAt(courses: readonly Course[], cost: number, lowest: number): number {
  return mean(courses.map((course) => regretAt(course, cost, lowest)));
}

/** `courses` are those of all pairs, with the same seeds; `lowest` is the lowest loss there is. */
export function summarisePairs(courses: readonly (readonly Course[])[], costs: readonly number[], lowest: number): PairSummary[] {
  const final = (course: Course) => regretAt(course, Number.POSITIVE_INFINITY, lowest);
  const first = courses[0] ?? [];
  const target = mean(first.map(final));
  return courses.map((ofPair) => {
    const differences = ofPair.map((course, seed) => final(course) - final(first[seed] as Course));
    const differ = differences.some((difference) => difference !== 0) && differences.every(Number.isFinite);
    return {
      regrets: costs.map((cost) => summarise(ofPair.map((course) => regretAt(course, cost, lowest)))),
      trials: mean(ofPair.map(({ trials }) => trials)),
      costToFirst: costTo(target, ofPair, lowest),
      wins: differences.filter((difference) => difference < 0).length,
      losses: differences.filter((difference) => difference > 0).length,
      ...(differ && {
        pValue: Math.min(1, 2 * Math.min(signedRankPValue(differences), signedRankPValue(differences.map((d) => -d)))),
      }),
    };
  });
}

/** The lowest cost at which the mean regret is down to `target`. Regrets only fall, so their mean does. */
export function costTo(target: number, courses: readonly Course[], lowest: number): number {
  const costs = courses.flatMap(({ improvements }) => improvements.map(({ cost }) => cost)).sort((a, b) => a - b);
  let [from, to] = [0, costs.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (meanRegretAt(courses, costs[middle] as number, lowest) <= target) to = middle;
    else from = middle + 1;
  }
  return costs[from] ?? Number.POSITIVE_INFINITY;
}

function summarise(regrets: readonly number[]): RegretSummary {
  const sorted = regrets.toSorted((a, b) => a - b);
  return {
    mean: mean(regrets),
    median: percentileOf(sorted, 50),
    quartiles: [percentileOf(sorted, 25), percentileOf(sorted, 75)],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
