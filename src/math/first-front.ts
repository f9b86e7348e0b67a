import { dominates, paretoRanks } from './pareto.js';

/** Where the front is larger, ranking all points takes less than to compare them with it one by one. */
const LARGEST_COMPARED = 2000;

/**
 * The indices of the points (N, M) that no other dominates, rising; lower losses are better, none is NaN. Each point is compared with
 * the front of those before it, which turns most away within a few comparisons, as it begins with what has turned away the most.
 *
 * Börzsönyi, Kossmann & Stocker: The Skyline Operator, ICDE 2001, https://doi.org/10.1109/ICDE.2001.914855 (block-nested loops).
 */
export function firstFront(points: readonly (readonly number[])[]): number[] {
  let front: number[] = [];
  for (const [i, point] of points.entries()) {
    const place = front.findIndex((j) => dominates(points[j] as readonly number[], point));
    if (place >= 0) {
      const better = front[place] as number;
      front[place] = front[place >> 1] as number;
      front[place >> 1] = better;
      continue;
    }
    front = front.filter((j) => !dominates(point, points[j] as readonly number[]));
    front.push(i);
    if (front.length > LARGEST_COMPARED) return paretoRanks(points).flatMap((rank, k) => (rank === 0 ? [k] : []));
  }
  return front.sort((a, b) => a - b);
}
