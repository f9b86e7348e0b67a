/**
 * The front of each of N points with three losses, in O(N log^2 N): in lexicographic order only earlier points dominate later ones, so
 * the earlier half is ranked first, then it tells the later half from which front on its points can stand, then that half is ranked.
 * How the halves compare hangs on the second and the third loss alone: a sweep by the second and a tree over the third tell.
 *
 * Jensen: Reducing the Run-Time Complexity of Multiobjective EAs: The NSGA-II and Other Algorithms, IEEE Transactions on Evolutionary
 * Computation 7, 2003, https://doi.org/10.1109/TEVC.2003.817234. We divide by position, not by the median of the first loss, and take
 * equal points as one, so that ties need no care.
 */
import { lexicographic, lexicographicOrder } from './lexicographic.js';
import { PrefixMaximum } from './prefix-maximum.js';

/** From 0; `points` are (N, 3), lower being better, none NaN. */
export function ranksOfThreeLosses(points: readonly (readonly number[])[]): number[] {
  const { distinct, positions } = withoutEquals(points);
  const second = Float64Array.from(distinct, (point) => point[1] as number);
  const third = denseRanks(distinct.map((point) => point[2] as number));
  const ranks = new Int32Array(distinct.length);
  const highest = new PrefixMaximum(distinct.length);
  rankPart(0, distinct.length, Int32Array.from(second.keys()).sort(bySecond));
  return Array.from(positions, (position) => ranks[position] as number);

  function bySecond(a: number, b: number): number {
    return compare(second[a] as number, second[b] as number);
  }

  /** The points from one position to before another, which are also given by rising second loss. What stands before them is counted in. */
  function rankPart(from: number, to: number, part: Int32Array): void {
    if (to - from < 2) return;
    const middle = (from + to) >>> 1;
    const earlier = part.filter((position) => position < middle);
    const later = part.filter((position) => position >= middle);
    rankPart(from, middle, earlier);
    pushBack(later, earlier);
    rankPart(middle, to, later);
  }

  /** Each of the later points behind those of the earlier that dominate it. */
  function pushBack(later: Int32Array, earlier: Int32Array): void {
    let next = 0;
    for (const position of later) {
      for (; next < earlier.length; next++) {
        const better = earlier[next] as number;
        if ((second[better] as number) > (second[position] as number)) break;
        highest.raise(third[better] as number, (ranks[better] as number) + 1);
      }
      ranks[position] = Math.max(ranks[position] as number, highest.upTo(third[position] as number));
    }
    for (let k = 0; k < next; k++) highest.clear(third[earlier[k] as number] as number);
  }
}

/** The points in lexicographic order, equal ones once, and at which position of it each stands. */
function withoutEquals(points: readonly (readonly number[])[]) {
  const distinct: (readonly number[])[] = [];
  const positions = new Int32Array(points.length);
  for (const i of lexicographicOrder(points)) {
    const point = points[i] as readonly number[];
    const last = distinct.at(-1);
    if (last === undefined || lexicographic(last, point) !== 0) distinct.push(point);
    positions[i] = distinct.length - 1;
  }
  return { distinct, positions };
}

/** How many smaller values there are of each. */
function denseRanks(values: readonly number[]): Int32Array {
  const ranks = new Int32Array(values.length);
  let rank = -1;
  let last: number | undefined;
  for (const i of Int32Array.from(values.keys()).sort((a, b) => compare(values[a] as number, values[b] as number))) {
    if (values[i] !== last) rank++;
    last = values[i];
    ranks[i] = rank;
  }
  return ranks;
}

/** Infinite ones too, of which the difference is not a number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
