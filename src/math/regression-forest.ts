/**
 * A random forest for regression (Breiman: Random Forests, Machine Learning 45, 2001, https://doi.org/10.1023/A:1010933404324) over
 * coordinates that have levels: few enough that a split is found by counting them. A tree is the list of its leaves, each a box of
 * levels with a value: what is integrated over a tree is a sum over boxes.
 */
import { type Rng, shuffled, uniformInt } from './rng.js';

/** The values of a coordinate: levels from 0, each with its share of the space. */
export interface Coordinate {
  /** (L,), summing to 1. */
  readonly masses: readonly number[];
  /** Whether neighbouring levels are alike: splits then leave all lower ones on one side. */
  readonly ordered: boolean;
}

interface Leaf {
  readonly value: number;
  /** The coordinates that the box does not span. */
  readonly sides: readonly Side[];
}

interface Side {
  readonly coordinate: number;
  /** Which levels are in the box, 1 or 0. (L,) */
  readonly levels: Uint8Array;
}

export type Tree = readonly Leaf[];

export interface Forest {
  readonly coordinates: readonly Coordinate[];
  readonly trees: readonly Tree[];
  /** The share of the variance of values that trees explain which were grown without them: 1 is all, 0 and below nothing. */
  readonly explained: number;
}

/** The level of a coordinate that a point does not have. Each tree gives it a random one: it has no influence, and trees learn that. */
export const absent = -1;

/** As in SMAC (Hutter, Hoos & Leyton-Brown 2011) a split may choose among five in six coordinates, and leaves keep three points. */
const triedShare = 5 / 6;
const fewestInLeaf = 3;

/** `points` (N,) of levels (D,), `values` (N,), both finite and not empty. */
export function growForest(
  coordinates: readonly Coordinate[],
  points: readonly Int16Array[],
  values: readonly number[],
  rng: Rng,
  size = 32,
): Forest {
  const trees: Tree[] = [];
  const unseenSum = new Float64Array(points.length);
  const unseenCount = new Float64Array(points.length);
  for (let t = 0; t < size; t++) {
    const filled = points.map((point) => withoutAbsent(point, coordinates, rng));
    const drawn = points.map(() => uniformInt(rng, 0, points.length - 1));
    const tree: Leaf[] = [];
    grow({ coordinates, points: filled, values, rng, tree }, drawn, []);
    trees.push(tree);
    const seen = new Set(drawn);
    for (const [i, point] of filled.entries()) {
      if (seen.has(i)) continue;
      unseenSum[i] = (unseenSum[i] as number) + leafOf(tree, point).value;
      unseenCount[i] = (unseenCount[i] as number) + 1;
    }
  }
  const predictions = values.map((_, i) => (unseenSum[i] as number) / (unseenCount[i] as number));
  return { coordinates, trees, explained: explainedShare(values, predictions) };
}

function withoutAbsent(point: Int16Array, coordinates: readonly Coordinate[], rng: Rng): Int16Array {
  return point.map((level, j) => (level === absent ? randomLevel(coordinates[j] as Coordinate, rng) : level));
}

function randomLevel({ masses }: Coordinate, rng: Rng): number {
  let rest = rng.next();
  const level = masses.findIndex((mass) => {
    rest -= mass;
    return rest < 0;
  });
  return level < 0 ? masses.length - 1 : level;
}

interface Growing {
  readonly coordinates: readonly Coordinate[];
  readonly points: readonly Int16Array[];
  readonly values: readonly number[];
  readonly rng: Rng;
  readonly tree: Leaf[];
}

/** Splits the drawn points (indices, with repetitions) and their box until neither side could keep enough of them. */
function grow(growing: Growing, drawn: readonly number[], sides: readonly Side[]): void {
  const { points, values, tree } = growing;
  const best = bestSplit(growing, drawn, sides);
  if (best === undefined) {
    tree.push({ value: drawn.reduce((sum, i) => sum + (values[i] as number), 0) / drawn.length, sides });
    return;
  }
  const { coordinate, levels } = best;
  const others = sides.filter((side) => side.coordinate !== coordinate);
  const before = sides.find((side) => side.coordinate === coordinate)?.levels;
  const rest = levels.map((isIn, level) => (isIn === 0 && before?.[level] !== 0 ? 1 : 0));
  const isLeft = (i: number) => levels[(points[i] as Int16Array)[coordinate] as number] === 1;
  grow(growing, drawn.filter(isLeft), [...others, { coordinate, levels }]);
  grow(
    growing,
    drawn.filter((i) => !isLeft(i)),
    [...others, { coordinate, levels: rest }],
  );
}

interface Split extends Side {
  /** What the squared deviations fall by, up to a constant. */
  readonly gain: number;
}

function bestSplit(growing: Growing, drawn: readonly number[], sides: readonly Side[]): Split | undefined {
  const { coordinates, points, values, rng } = growing;
  if (drawn.length < 2 * fewestInLeaf) return undefined;
  const total = drawn.reduce((sum, i) => sum + (values[i] as number), 0);
  // Less than this is what rounding leaves of no gain at all.
  let best: Split | undefined;
  let bestGain = (total * total) / drawn.length + 1e-9 * drawn.reduce((sum, i) => sum + (values[i] as number) ** 2, 0) + 1e-300;
  const tried = shuffled(rng, [...coordinates.entries()]).slice(0, Math.ceil(triedShare * coordinates.length));
  for (const [j, { masses, ordered }] of tried) {
    const counts = new Float64Array(masses.length);
    const sums = new Float64Array(masses.length);
    for (const i of drawn) {
      const level = (points[i] as Int16Array)[j] as number;
      counts[level] = (counts[level] as number) + 1;
      sums[level] = (sums[level] as number) + (values[i] as number);
    }
    const occupied = masses.flatMap((_, level) => (counts[level] ? [level] : []));
    const meanOf = (level: number) => (sums[level] as number) / (counts[level] as number);
    // The best two sets of choices are among those that a line through their means separates (Fisher 1958).
    if (!ordered) occupied.sort((a, b) => meanOf(a) - meanOf(b));
    let [count, sum] = [0, 0];
    for (const [at, level] of occupied.slice(0, -1).entries()) {
      count += counts[level] as number;
      sum += sums[level] as number;
      if (count < fewestInLeaf || drawn.length - count < fewestInLeaf) continue;
      const gain = (sum * sum) / count + (total - sum) ** 2 / (drawn.length - count);
      if (gain <= bestGain) continue;
      bestGain = gain;
      const before = sides.find(({ coordinate }) => coordinate === j)?.levels;
      const isLeft = ordered ? upTo((level + (occupied[at + 1] as number)) / 2) : among(occupied, at, count * 2 >= drawn.length);
      best = { coordinate: j, gain, levels: Uint8Array.from(masses, (_, l) => (before?.[l] !== 0 && isLeft(l) ? 1 : 0)) };
    }
  }
  return best;
}

/** Levels that nobody has stand on the side of their nearest neighbour. */
function upTo(threshold: number): (level: number) => boolean {
  return (level) => level <= threshold;
}

/** Choices that nobody has go where more points are. */
function among(occupied: readonly number[], last: number, withUnseen: boolean): (level: number) => boolean {
  const left = new Set(occupied.slice(0, last + 1));
  const right = new Set(occupied.slice(last + 1));
  return (level) => left.has(level) || (withUnseen && !right.has(level));
}

function leafOf(tree: Tree, point: Int16Array): Leaf {
  return tree.find(({ sides }) => sides.every(({ coordinate, levels }) => levels[point[coordinate] as number] === 1)) as Leaf;
}

/** Of those values that have a prediction. */
function explainedShare(values: readonly number[], predictions: readonly number[]): number {
  const known = values.flatMap((value, i) =>
    Number.isFinite(predictions[i]) ? [[value, predictions[i] as number] as const] : [],
  );
  const mean = known.reduce((sum, [value]) => sum + value, 0) / known.length;
  const left = known.reduce((sum, [value, predicted]) => sum + (value - predicted) ** 2, 0);
  const all = known.reduce((sum, [value]) => sum + (value - mean) ** 2, 0);
  return all === 0 ? 0 : 1 - left / all;
}
