/**
 * The volume that points dominate, up to a reference point: the larger, the nearer and the fuller a front.
 * A point is its losses (M,), lower being better, all finite; what lies beyond the reference point adds nothing.
 *
 * While, Bradstreet & Barone: A Fast Way of Calculating Exact Hypervolumes (WFG), IEEE Transactions on Evolutionary Computation 16,
 * 2012, https://doi.org/10.1109/TEVC.2010.2077298; for two losses the sum of the steps of the staircase.
 */
import { lexicographic } from './pareto.js';

type Point = readonly number[];

export function hypervolume(points: readonly Point[], reference: Point): number {
  const front = nondominated(points.filter((point) => point.every((loss, m) => loss < (reference[m] as number))));
  if (reference.length === 2) return staircase(front, reference);
  return front.reduce((volume, point, i) => volume + exclusive(point, front.slice(i + 1), reference), 0);
}

/**
 * What would be lost of the hypervolume without each point (N,): 0 for a dominated one, and for one that stands twice.
 * For the points of a front, a measure of how much each says that the others do not.
 */
export function hypervolumeContributions(points: readonly Point[], reference: Point): number[] {
  return points.map((point, i) => {
    if (point.some((loss, m) => loss >= (reference[m] as number))) return 0;
    return exclusive(point, points.toSpliced(i, 1), reference);
  });
}

/** A reference point for points that were seen: beyond the worst of each loss by a tenth of its extent. */
export function referencePoint(points: readonly Point[]): number[] {
  const margin = 0.1;
  return (points[0] ?? []).map((_, m) => {
    const losses = points.map((point) => point[m] as number);
    const worst = losses.reduce((a, b) => Math.max(a, b));
    const extent = worst - losses.reduce((a, b) => Math.min(a, b));
    // All alike: any margin does, as long as it leaves the other losses to decide.
    return worst + (extent > 0 ? margin * extent : 1);
  });
}

/** The volume that `point` dominates and `others` do not (exclhv of the paper). */
function exclusive(point: Point, others: readonly Point[], reference: Point): number {
  const own = point.reduce((volume, loss, m) => volume * ((reference[m] as number) - loss), 1);
  // The others' share of it: each moved to where it begins to dominate what `point` dominates.
  const limited = others.map((other) => other.map((loss, m) => Math.max(loss, point[m] as number)));
  return Math.max(0, own - hypervolume(limited, reference));
}

/** For two losses: `front` by rising first loss, and so by falling second. */
function staircase(front: readonly Point[], [width = 0, height = 0]: Point): number {
  let volume = 0;
  let ceiling = height;
  for (const [first = 0, second = 0] of front) {
    volume += (width - first) * (ceiling - second);
    ceiling = second;
  }
  return volume;
}

/** Those that no other dominates, equal ones once, by rising first loss. */
function nondominated(points: readonly Point[]): Point[] {
  const front: Point[] = [];
  // In lexicographic order only earlier points can be at least as good everywhere.
  for (const point of points.toSorted(lexicographic)) {
    if (!front.some((better) => better.every((loss, m) => loss <= (point[m] as number)))) front.push(point);
  }
  return front;
}
