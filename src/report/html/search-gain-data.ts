import { fromLoss, type Objective } from '../../core/objective.js';
import type { SearchGain } from '../../study/search-gain.js';
import { type ValueRange, valueRange } from './value-range.js';

/** Of a curve no more points than a chart is wide. */
const mostPoints = 400;

/** What the chart of the search beside random search is drawn from; values by number of trials, from 1. */
export interface SearchGainData {
  readonly search: readonly (readonly [trials: number, value: number])[];
  readonly random: readonly (readonly [trials: number, value: number])[];
  readonly last: number;
  readonly range: ValueRange;
}

export function searchGainData({ bestSoFar, expectedBest }: SearchGain, objective: Objective): SearchGainData {
  const [search, random] = [bestSoFar, expectedBest].map((losses) =>
    thinned(
      losses.flatMap((loss, index): [number, number][] =>
        Number.isFinite(loss) ? [[index + 1, Number(fromLoss(objective, loss).toPrecision(5))]] : [],
      ),
    ),
  ) as [[number, number][], [number, number][]];
  // Far below the first values of the search there is nothing to compare.
  const values = [...random, ...search].map(([, value]) => value);
  return { search, random, last: Math.max(bestSoFar.length, expectedBest.length), range: valueRange(values, objective) };
}

function thinned(points: readonly [number, number][]): [number, number][] {
  const stride = Math.ceil(points.length / mostPoints);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
}
