/**
 * The volume that points dominate, up to a reference point: the larger, the nearer and the fuller a front.
 * A point is its losses (M,), lower being better, all finite; what lies beyond the reference point adds nothing.
 *
 * While, Bradstreet & Barone: A Fast Way of Calculating Exact Hypervolumes (WFG), IEEE Transactions on Evolutionary Computation 16,
 * 2012, https://doi.org/10.1109/TEVC.2010.2077298; for two losses the sum of the steps of the staircase.
 */
import { lexicographic } from './lexicographic.js';

type Point = readonly number[];

export function hypervolume(points: readonly Point[], reference: Point): number {
  const front = nondominated(points.filter((point) => isWithin(point, reference)));
  if (reference.length === 2) return staircase(front, reference);
  return front.reduce((volume, point, i) => volume + exclusive(point, front.slice(i + 1), reference), 0);
}

/**
 * What would be lost of the hypervolume without each point (N,): 0 for a dominated one, and for one that stands twice.
 * For the points of a front, a measure of how much each says that the others do not.
 */
export function hypervolumeContributions(points: readonly Point[], reference: Point): number[] {
  const contributions = points.map(() => 0);
  const within = points.map((_, i) => i).filter((i) => isWithin(points[i] as Point, reference));
  if (reference.length < 2 || reference.length > 3) {
    for (const i of within) {
      const others = within.filter((j) => j !== i).map((j) => points[j] as Point);
      contributions[i] = exclusive(points[i] as Point, others, reference);
    }
    return contributions;
  }
  const order = within.sort((i, j) => lexicographic(points[i] as Point, points[j] as Point));
  const sorted = order.map((i) => points[i] as Point);
  const volumes = reference.length === 2 ? exclusiveAreas(sorted, reference) : exclusiveVolumes(sorted, reference);
  for (const [k, i] of order.entries()) contributions[i] = volumes[k] as number;
  return contributions;
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

/**
 * What each point dominates alone, for two losses and in lexicographic order: O(N log N) with the sorting. A point of the front has
 * to itself the rectangle up to its neighbours on the front, less what the points behind it that lie in there dominate.
 */
function exclusiveAreas(sorted: readonly Point[], [width = 0, height = 0]: Point): number[] {
  const areas = sorted.map(() => 0);
  let ceiling = height;
  for (let k = 0; k < sorted.length; ) {
    const [first = 0, second = 0] = sorted[k] as Point;
    let next = k + 1;
    while (next < sorted.length && (sorted[next]?.[1] as number) >= second) next++;
    const corner = [sorted[next]?.[0] ?? width, ceiling];
    const behind = staircase(nondominated(sorted.slice(k + 1, next).filter((point) => isWithin(point, corner))), corner);
    areas[k] = Math.max(0, ((corner[0] as number) - first) * (ceiling - second) - behind);
    ceiling = second;
    k = next;
  }
  return areas;
}

/**
 * The same for three losses, in O(N^2): between the third loss of one point and that of the next, what a point dominates alone is a
 * prism over what it does in the plane of the first two.
 */
function exclusiveVolumes(sorted: readonly Point[], reference: Point): number[] {
  const volumes = sorted.map(() => 0);
  const plane = sorted.map((point) => point.slice(0, 2));
  const levels = [...new Set(sorted.map((point) => point[2] as number))].sort((a, b) => a - b);
  for (const [l, level] of levels.entries()) {
    const thickness = (levels[l + 1] ?? (reference[2] as number)) - level;
    const present = sorted.map((_, k) => k).filter((k) => (sorted[k]?.[2] as number) <= level);
    const areas = exclusiveAreas(
      present.map((k) => plane[k] as Point),
      reference,
    );
    for (const [p, k] of present.entries()) volumes[k] = (volumes[k] as number) + thickness * (areas[p] as number);
  }
  return volumes;
}

function isWithin(point: Point, reference: Point): boolean {
  return reference.every((bound, m) => (point[m] as number) < bound);
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
