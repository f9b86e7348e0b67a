/**
 * The front of each of N points with three losses or more: in lexicographic order only earlier points dominate later ones, so the earlier
 * half is ranked first, then it tells the later half from which front on its points can stand, then that half is ranked. How the
 * halves compare hangs on all losses but the first: the halves are divided by each of these in turn, until two are left, for which a sweep
 * by the one and a tree over the other tell. O(N log^(M - 1) N) for M losses, and never more than the N^2 pairs.
 *
 * Jensen: Reducing the Run-Time Complexity of Multiobjective EAs: The NSGA-II and Other Algorithms, IEEE Transactions on Evolutionary
 * Computation 7, 2003, https://doi.org/10.1109/TEVC.2003.817234; with equal values in a loss: Fortin, Grenier & Parizeau: Generalizing
 * the Improved Run-Time Complexity Algorithm for Non-Dominated Sorting, GECCO 2013, https://doi.org/10.1145/2463372.2463454. We divide
 * by position, not by the median of the first loss, and take equal points as one; a few points are compared one by one.
 */
import { lexicographic, lexicographicOrder } from './lexicographic.js';
import { PrefixMaximum } from './prefix-maximum.js';

/** Comparing so many pairs takes less than to divide them. */
const FEW_PAIRS = 8000;
/** Of a median, it is enough that it is somewhere in the middle. */
const SAMPLE = 15;

/** From 0; `points` are (N, M), M at least 3, lower being better, none NaN. */
export function ranksByDivision(points: readonly (readonly number[])[]): number[] {
  const { distinct, positions } = withoutEquals(points);
  /** (M - 1, distinct points): of each loss but the first, how many smaller values there are. */
  const losses = (points[0] ?? []).slice(1).map((_, m) => denseRanks(distinct.map((point) => point[m + 1] as number)));
  const [swept, last] = losses.slice(-2) as [Int32Array, Int32Array];
  const ranks = new Int32Array(distinct.length);
  const highest = new PrefixMaximum(distinct.length);
  rankPart(
    0,
    distinct.length,
    Int32Array.from(swept.keys()).sort((a, b) => at(swept, a) - at(swept, b)),
  );
  return Array.from(positions, (position) => at(ranks, position));

  /**
   * The points from one position to before another; all parts are given by rising second last loss. What stands before them is
   * counted in.
   */
  function rankPart(from: number, to: number, part: Int32Array): void {
    if ((to - from) ** 2 <= FEW_PAIRS) {
      compareWithin(from, to);
      return;
    }
    const middle = (from + to) >>> 1;
    const earlier = chosen(part, (position) => position < middle);
    const later = chosen(part, (position) => position >= middle);
    rankPart(from, middle, earlier);
    pushBack(later, earlier, 0);
    rankPart(middle, to, later);
  }

  /** Each of the later points behind those of the earlier that dominate it: that are no worse in the losses from `m` on. */
  function pushBack(later: Int32Array, earlier: Int32Array, m: number): void {
    if (later.length === 0 || earlier.length === 0) return;
    const loss = losses[m] as Int32Array;
    if (m === losses.length - 2) sweep(later, earlier);
    else if (most(earlier, loss) <= least(later, loss)) pushBack(later, earlier, m + 1);
    else if (later.length * earlier.length <= FEW_PAIRS) compareAll(later, earlier, m);
    else if (least(earlier, loss) <= most(later, loss)) divide(later, earlier, m);
  }

  function divide(later: Int32Array, earlier: Int32Array, m: number): void {
    const loss = losses[m] as Int32Array;
    const middle = median(later, earlier, loss);
    const below = (position: number) => at(loss, position) < middle;
    const above = (position: number) => at(loss, position) > middle;
    pushBack(chosen(later, below), chosen(earlier, below), m);
    pushBack(
      chosen(later, (position) => !below(position)),
      chosen(earlier, (position) => !above(position)),
      m + 1,
    );
    pushBack(chosen(later, above), chosen(earlier, above), m);
  }

  /** Where the last two losses tell. */
  function sweep(later: Int32Array, earlier: Int32Array): void {
    let next = 0;
    for (const position of later) {
      for (; next < earlier.length; next++) {
        const better = at(earlier, next);
        if (at(swept, better) > at(swept, position)) break;
        highest.raise(at(last, better), at(ranks, better) + 1);
      }
      ranks[position] = Math.max(at(ranks, position), highest.upTo(at(last, position)));
    }
    for (let k = 0; k < next; k++) highest.clear(at(last, at(earlier, k)));
  }

  function compareAll(later: Int32Array, earlier: Int32Array, m: number): void {
    for (const position of later) for (const better of earlier) compare(better, position, m);
  }

  function compareWithin(from: number, to: number): void {
    for (let position = from + 1; position < to; position++) {
      for (let better = from; better < position; better++) compare(better, position, 0);
    }
  }

  /** That of the rank first: it is mostly lower. */
  function compare(better: number, position: number, m: number): void {
    if (at(ranks, better) >= at(ranks, position) && isNoWorse(better, position, m)) ranks[position] = at(ranks, better) + 1;
  }

  function isNoWorse(a: number, b: number, from: number): boolean {
    for (let m = from; m < losses.length; m++) {
      const loss = losses[m] as Int32Array;
      if (at(loss, a) > at(loss, b)) return false;
    }
    return true;
  }
}

function at(values: Int32Array, index: number): number {
  return values[index] as number;
}

/** Those of a part for which it is so, in their order; quicker than the arrays' own filter. */
function chosen(part: Int32Array, isSo: (position: number) => boolean): Int32Array {
  const kept = new Int32Array(part.length);
  let count = 0;
  for (const position of part) if (isSo(position)) kept[count++] = position;
  return kept.subarray(0, count);
}

function least(part: Int32Array, loss: Int32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const position of part) if (at(loss, position) < least) least = at(loss, position);
  return least;
}

function most(part: Int32Array, loss: Int32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const position of part) if (at(loss, position) > most) most = at(loss, position);
  return most;
}

/** About the middle one of both parts' values. */
function median(a: Int32Array, b: Int32Array, loss: Int32Array): number {
  const sample = new Int32Array(SAMPLE);
  for (let i = 0; i < SAMPLE; i++) {
    const k = Math.floor(((i + 0.5) / SAMPLE) * (a.length + b.length));
    sample[i] = at(loss, k < a.length ? at(a, k) : at(b, k - a.length));
  }
  return at(sample.sort(), SAMPLE >> 1);
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
  for (const i of Int32Array.from(values.keys()).sort((a, b) => ascending(values[a] as number, values[b] as number))) {
    if (values[i] !== last) rank++;
    last = values[i];
    ranks[i] = rank;
  }
  return ranks;
}

/** Infinite ones too, of which the difference is not a number. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
