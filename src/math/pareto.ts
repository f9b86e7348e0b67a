/** Which of several points with several losses are better than which. A point is its losses (M,), lower being better, none NaN. */
import { lexicographicOrder } from './lexicographic.js';
import { ranksByDivision } from './ranks-by-division.js';

/** Whether `a` is nowhere worse than `b` and somewhere better. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  let better = false;
  for (let m = 0; m < a.length; m++) {
    if ((a[m] as number) > (b[m] as number)) return false;
    if ((a[m] as number) < (b[m] as number)) better = true;
  }
  return better;
}

/**
 * The front of each point (N,), from 0: those that no point dominates, then those that only points of front 0 dominate, and so on.
 * Equal points share a front. O(N log N) for up to two losses, O(N log^(M - 1) N) for M, and never more than the N^2 pairs.
 */
export function paretoRanks(points: readonly (readonly number[])[]): number[] {
  return (points[0]?.length ?? 0) > 2 ? ranksByDivision(points) : ranksByBisection(points);
}

/**
 * For one loss or two. Zhang, Tian, Cheng & Jin: An Efficient Approach to Nondominated Sorting, IEEE Transactions on Evolutionary
 * Computation 19, 2015, https://doi.org/10.1109/TEVC.2014.2308305 (ENS-BS): in lexicographic order no point dominates an earlier
 * one, and a point that a front dominates is dominated by every front before it, so that its own front is found by bisection. The second
 * loss only falls along a front, so that its last point tells for all.
 */
function ranksByBisection(points: readonly (readonly number[])[]): number[] {
  /** The last point of each. */
  const fronts: (readonly number[])[] = [];
  const ranks = points.map(() => 0);
  for (const i of lexicographicOrder(points)) {
    const point = points[i] as readonly number[];
    let [low, high] = [0, fronts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (dominates(fronts[middle] as readonly number[], point)) low = middle + 1;
      else high = middle;
    }
    ranks[i] = low;
    fronts[low] = point;
  }
  return ranks;
}

/**
 * How far each point of one front is from its neighbours (N,), in units of the front's extent summed over the losses; Infinity at
 * the ends. Deb et al. 2002, section III-B (https://doi.org/10.1109/4235.996017).
 */
export function crowdingDistances(front: readonly (readonly number[])[]): number[] {
  const distances = front.map(() => 0);
  for (let m = 0; m < (front[0]?.length ?? 0); m++) {
    const loss = (i: number) => (front[i] as readonly number[])[m] as number;
    const order = front.map((_, i) => i).sort((i, j) => loss(i) - loss(j) || i - j);
    const [first, last] = [order[0] as number, order.at(-1) as number];
    const extent = loss(last) - loss(first);
    distances[first] = distances[last] = Number.POSITIVE_INFINITY;
    if (!(extent > 0)) continue;
    for (let k = 1; k < order.length - 1; k++) {
      const i = order[k] as number;
      distances[i] = (distances[i] as number) + (loss(order[k + 1] as number) - loss(order[k - 1] as number)) / extent;
    }
  }
  return distances;
}
