/**
 * Points of a space by how much they promise, the best first: random points and variations of the best observed ones, of which
 * the most promising are improved by gradient steps over the ordered parameters and by trying the other choices.
 */
import { isFeasible, type SearchSpace } from '../../core/search-space.js';
import type { Params, Trial } from '../../core/trial.js';
import { minimize } from '../../math/lbfgs.js';
import { type Rng, shuffled, standardNormal, uniformInt } from '../../math/rng.js';
import { randomPoint } from '../random.js';
import { pointKey } from '../seen-points.js';
import type { Acquisition, Point } from './acquisition.js';
import { type Encoding, inactive } from './encoding.js';

/** Points drawn from the whole space, and around the best observed ones. */
const draws = { global: 200, local: 200, centres: 4 };
/** Points that are improved, how far apart they are along some coordinate, rounds and gradient steps of each. */
const improved = { starts: 4, apart: 0.1, rounds: 2, steps: 20 };
/** Recorded rows that are looked at: of more, a random part. */
const mostRows = 2000;

export interface Candidate extends Point {
  readonly value: number;
}

export interface SearchContext {
  readonly space: SearchSpace;
  readonly trials: readonly Trial[];
  readonly rng: Rng;
  /** Whether a point may be proposed (once more). */
  readonly isNew: (params: Params) => boolean;
}

export class AcquisitionSearch {
  readonly #encoding: Encoding;
  readonly #acquisition: Acquisition;
  readonly #context: SearchContext;
  readonly #found: Candidate[] = [];
  /** Of each coordinate its value in the best observed point that has it. (D,) */
  readonly #typical: Float64Array;
  readonly #reach: ReturnType<Encoding['reach']>;

  constructor(encoding: Encoding, acquisition: Acquisition, context: SearchContext) {
    this.#encoding = encoding;
    this.#acquisition = acquisition;
    this.#context = context;
    this.#reach = encoding.reach(acquisition.ranking);
    this.#typical = Float64Array.from(encoding.categorical, (categorical, j) => {
      const having = acquisition.ranking.find((x) => x[j] !== inactive);
      return having ? (having[j] as number) : categorical ? 0 : 0.5;
    });
  }

  /** All points that were looked at and that may be proposed, the best first. */
  run(): readonly Candidate[] {
    const { space, trials, rng } = this.#context;
    const { rows } = space;
    const points: readonly Params[] = rows
      ? shuffled(rng, rows).slice(0, mostRows)
      : Array.from({ length: draws.global }, () => randomPoint(space, rng, trials));
    // Of the rows of a grid, neighbours are rows, too.
    const isOpen = rows === undefined || rows.length > mostRows;
    this.#consider(isOpen ? [...points, ...Array.from({ length: draws.local }, () => this.#variation())] : points);
    if (isOpen) for (const start of this.#starts()) this.#improve(start);
    return this.#found.sort((a, b) => b.value - a.value);
  }

  /** Takes up those that may be proposed; returns them. */
  #consider(points: readonly Params[]): Candidate[] {
    const { space, isNew } = this.#context;
    const open = points
      .filter((params) => isNew(params) && isFeasible(space, params) && isRow(space, params))
      .map((params) => ({ params, x: this.#encoding.encode(params) }))
      .filter(({ x }) => space.rows || this.#isInReach(x));
    const values = this.#acquisition.values(open);
    const candidates = open.map((point, i) => ({ ...point, value: values[i] as number }));
    this.#found.push(...candidates);
    return candidates;
  }

  /** One of the best observed points with some coordinates changed, by little or more. */
  #variation(): Params {
    const { rng } = this.#context;
    const { ranking } = this.#acquisition;
    const x = (ranking[uniformInt(rng, 0, Math.min(draws.centres, ranking.length) - 1)] as Float64Array).slice();
    const share = rng.next();
    const deviation = 0.2 * 10 ** (-2 * rng.next());
    const certain = uniformInt(rng, 0, x.length - 1);
    const anywhere = this.#encoding.random(rng);
    for (let j = 0; j < x.length; j++) {
      if (x[j] === inactive || (j !== certain && rng.next() > share)) continue;
      x[j] = this.#encoding.categorical[j]
        ? (anywhere[j] as number)
        : reflected(
            (x[j] as number) + deviation * standardNormal(rng),
            this.#reach.lower[j] as number,
            this.#reach.upper[j] as number,
          );
    }
    return this.#encoding.decode(x, anywhere);
  }

  /** The most promising candidates that are not next to each other. */
  #starts(): Candidate[] {
    const starts: Candidate[] = [];
    const isApart = (a: Candidate, b: Candidate) => a.x.some((v, j) => Math.abs(v - (b.x[j] as number)) > improved.apart);
    for (const candidate of this.#found.sort((a, b) => b.value - a.value)) {
      if (starts.length === improved.starts) break;
      if (starts.every((start) => isApart(start, candidate))) starts.push(candidate);
    }
    return starts;
  }

  #improve(start: Candidate): void {
    let current = start;
    for (let round = 0; round < improved.rounds; round++) {
      const before = current;
      current = this.#best(current, [this.#climb(current.x)]);
      const settled = current;
      current = this.#best(current, [...this.#encoding.neighbours(current.x)]);
      if (current === settled || current === before) return;
    }
  }

  /** Of what lies at vectors (D,) the point that promises most, where that is more than `current` does. */
  #best(current: Candidate, vectors: readonly Float64Array[]): Candidate {
    const candidates = this.#consider(vectors.map((x) => this.#encoding.decode(x, this.#typical)));
    return candidates.reduce((best, candidate) => (candidate.value > best.value ? candidate : best), current);
  }

  #isInReach(x: Float64Array): boolean {
    const { lower, upper } = this.#reach;
    return x.every(
      (v, j) => this.#encoding.categorical[j] || v === inactive || (v >= (lower[j] as number) && v <= (upper[j] as number)),
    );
  }

  /** By gradient steps over the ordered coordinates; the others stay. */
  #climb(start: Float64Array): Float64Array {
    const isFixed = (v: number, j: number) => this.#encoding.categorical[j] || v === inactive;
    const lower = start.map((v, j) => (isFixed(v, j) ? v : (this.#reach.lower[j] as number)));
    const upper = start.map((v, j) => (isFixed(v, j) ? v : (this.#reach.upper[j] as number)));
    const f = (x: Float64Array, gradient: Float64Array) => this.#acquisition.negative(x, gradient);
    return minimize(f, start, { lower, upper }, { iterations: improved.steps, tolerance: 1e-4, firstStep: 0.1 }).x;
  }
}

/** By the rows, what tells each apart. */
const keysOf = new WeakMap<readonly Params[], ReadonlySet<string>>();

/** Whether the point is a recorded one, where only these can be had. */
function isRow(space: SearchSpace, point: Params): boolean {
  const { rows } = space;
  if (rows === undefined) return true;
  const keys = keysOf.get(rows) ?? new Set(rows.map((row) => pointKey(space, row)));
  keysOf.set(rows, keys);
  return keys.has(pointKey(space, point));
}

/** Back between the bounds. */
function reflected(unit: number, lower: number, upper: number): number {
  if (unit < lower) return Math.min(upper, 2 * lower - unit);
  return unit > upper ? Math.max(lower, 2 * upper - unit) : unit;
}
