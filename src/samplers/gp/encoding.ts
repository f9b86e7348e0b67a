/**
 * Points of a search space as vectors (D,) for the Gaussian process, a coordinate for each parameter that can vary: of an ordered
 * one its place in [0, 1], of a categorical one the index of its choice, of one that the point does not have `inactive`.
 */
import { type Choice, type Distribution, decode, encode, stepOf, valueAt, valueCount } from '../../core/distribution.js';
import { assemble, type Parameter, type SearchSpace } from '../../core/search-space.js';
import type { Params } from '../../core/trial.js';
import { type Rng, uniformInt } from '../../math/rng.js';

export const inactive = -1;

export class Encoding {
  readonly space: SearchSpace;
  /** Of the coordinates (D,). */
  readonly parameters: readonly Parameter[];
  /** Of each coordinate: whether it has choices without an order, and so no places between them. (D,) */
  readonly categorical: readonly boolean[];
  readonly #coordinates: ReadonlyMap<string, number>;

  constructor(space: SearchSpace) {
    this.space = space;
    this.parameters = space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
    this.categorical = this.parameters.map(({ distribution }) => distribution.kind === 'categorical');
    this.#coordinates = new Map(this.parameters.map(({ name }, j) => [name, j]));
  }

  get size(): number {
    return this.parameters.length;
  }

  /**
   * How far along each coordinate a search looks, (D,) each: as far as as many random points as it has `observed`, or these, have
   * come. Only a normal distribution has tails beyond that, where nobody has been and much may seem to be gained.
   */
  reach(observed: readonly Float64Array[]): { readonly lower: Float64Array; readonly upper: Float64Array } {
    const tail = 1 / (2 * (observed.length + 20));
    const bounds = this.parameters.map(({ distribution }, j) => {
      if (!hasTails(distribution)) return [0, 1] as const;
      const places = observed.map((x) => x[j] as number).filter((place) => place !== inactive);
      return [Math.min(tail, ...places), Math.max(1 - tail, ...places)] as const;
    });
    return { lower: Float64Array.from(bounds, ([low]) => low), upper: Float64Array.from(bounds, ([, high]) => high) };
  }

  /** The vector (D,) of a point. */
  encode(params: Params): Float64Array {
    return Float64Array.from(this.parameters, ({ name, distribution }) => {
      const value = params[name];
      return value === undefined ? inactive : toCoordinate(distribution, value);
    });
  }

  /**
   * The point nearest to a vector (D,): coordinates snap to their values, and parameters that the values before them leave out
   * are left out. One that becomes active takes its place from `fallback`, a vector without inactive coordinates.
   */
  decode(x: Float64Array, fallback: Float64Array): Params {
    return assemble(this.space, ({ name, distribution }) => {
      const j = this.#coordinates.get(name);
      if (j === undefined) return valueAt(distribution, 0);
      const coordinate = x[j] === inactive ? (fallback[j] as number) : (x[j] as number);
      return distribution.kind === 'categorical'
        ? (distribution.choices[coordinate] as Choice)
        : decode(distribution, coordinate);
    });
  }

  /** Any values, all coordinates active. (D,) */
  random(rng: Rng): Float64Array {
    return Float64Array.from(this.parameters, ({ distribution }) =>
      distribution.kind === 'categorical' ? uniformInt(rng, 0, distribution.choices.length - 1) : rng.next(),
    );
  }

  /** Vectors with one coordinate changed: to each other choice, or to the next lower and higher one of values with steps. */
  *neighbours(x: Float64Array): Generator<Float64Array> {
    for (const [j, { distribution }] of this.parameters.entries()) {
      const own = x[j] as number;
      if (own === inactive || !Number.isFinite(valueCount(distribution))) continue;
      for (const value of neighbourValues(distribution, own)) {
        const neighbour = x.slice();
        neighbour[j] = value;
        yield neighbour;
      }
    }
  }
}

function hasTails(distribution: Distribution): boolean {
  return (distribution.kind === 'float' || distribution.kind === 'int') && distribution.shape?.type === 'normal';
}

/** Coordinates of the values next to that of `own`, which is one of a value. */
function neighbourValues(distribution: Distribution, own: number): number[] {
  const count = valueCount(distribution);
  if (distribution.kind === 'categorical') return Array.from({ length: count }, (_, c) => c).filter((c) => c !== own);
  const value = decode(distribution, own);
  const index =
    distribution.kind === 'ordinal'
      ? distribution.choices.indexOf(value)
      : Math.round(((value as number) - distribution.low) / (stepOf(distribution) as number));
  return [index - 1, index + 1].filter((i) => i >= 0 && i < count).map((i) => encode(distribution, valueAt(distribution, i)));
}

function toCoordinate(distribution: Distribution, value: Choice): number {
  return distribution.kind === 'categorical' ? distribution.choices.indexOf(value) : encode(distribution, value);
}
