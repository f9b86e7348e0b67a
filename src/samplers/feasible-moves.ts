/**
 * Moves between points of a space with constraints: along one parameter, or along two so that one gains what the other loses, which
 * weights that sum to one ask for. How far is drawn from all that can be, and from less and less of it while the point that it leads
 * to is not wanted: the shrinkage of Neal: Slice Sampling, The Annals of Statistics 2003, https://doi.org/10.1214/aos/1056562461
 * (fig. 5).
 */
import { decode, encode } from '../core/distribution.js';
import { assemble, isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { type Rng, shuffled, uniformInt } from '../math/rng.js';
import type { Violation } from './violation.js';

/** A point with where each parameter of the space is in [0, 1], also those that are not part of it: (parameters). */
export interface Place {
  readonly units: readonly number[];
  readonly point: Params;
}

/** Of the point where each parameter is at its place in [0, 1]. */
export function placeAt(space: SearchSpace, units: readonly number[]): Place {
  const unitOf = new Map(space.parameters.map(({ name }, i) => [name, units[i] as number]));
  return { units, point: assemble(space, ({ name, distribution }) => decode(distribution, unitOf.get(name) as number)) };
}

/** Of a point of the space; what it does not have is anywhere. */
export function placeOf({ parameters }: SearchSpace, point: Params, rng: Rng): Place {
  const units = parameters.map(({ name, distribution }) =>
    point[name] === undefined ? rng.next() : encode(distribution, point[name]),
  );
  return { units, point };
}

/** Of how far a point is from fulfilling the constraints, what a step has to leave at most: so that none leads astray for nothing. */
const progress = 0.9;

/**
 * From `start` to a point that fulfils the constraints, by moves that each bring it closer to that: short ones as long as they do,
 * so that it ends near where it began. Undefined where it gets stuck.
 */
export function descend(space: SearchSpace, start: Place, violation: Violation, rng: Rng): Place | undefined {
  let place = start;
  let height = violation(place.point);
  for (let reach = 0.1; reach < 2; ) {
    const before = height;
    for (const direction of directions(space, rng)) {
      if (height === 0) return place;
      const next = move(space, place, direction, reach, rng, (point) => violation(point) <= progress * height);
      if (next === undefined) continue;
      place = next;
      height = violation(place.point);
    }
    if (height > progress * before) reach *= 2;
  }
  return height === 0 ? place : undefined;
}

/** To another point that fulfils the constraints, anywhere that two rounds of moves lead to from one that does. */
export function wander(space: SearchSpace, start: Place, rng: Rng): Place {
  let place = start;
  for (let round = 0; round < 2; round++) {
    for (const direction of directions(space, rng)) {
      place = move(space, place, direction, 1, rng, (point) => isFeasible(space, point)) ?? place;
    }
  }
  return place;
}

/** Index of the parameter that gains, and of the one that loses. */
type Direction = readonly [gains: number, loses?: number];

/** Each parameter alone and with another one, in random order. */
function directions({ parameters }: SearchSpace, rng: Rng): Direction[] {
  const all = parameters.flatMap((_, i): Direction[] => {
    const other = uniformInt(rng, 0, parameters.length - 1);
    return other === i ? [[i]] : [[i], [i, other]];
  });
  return shuffled(rng, all);
}

/** Undefined where no wanted point was met. */
function move(
  space: SearchSpace,
  { units, point }: Place,
  [gains, loses]: Direction,
  reach: number,
  rng: Rng,
  isWanted: (point: Params) => boolean,
): Place | undefined {
  const draws = 40;
  const gaining = units[gains] as number;
  const losing = loses === undefined ? undefined : (units[loses] as number);
  let low = -Math.min(reach, gaining, losing === undefined ? 1 : 1 - losing);
  let high = Math.min(reach, 1 - gaining, losing ?? 1);
  for (let draw = 0; draw < draws; draw++) {
    const by = low + rng.next() * (high - low);
    const moved = units.map((unit, i) => (i === gains ? unit + by : i === loses ? unit - by : unit));
    const next = placeAt(space, moved);
    if (!isSame(next.point, point) && isWanted(next.point)) return next;
    if (by < 0) low = by;
    else high = by;
  }
  return undefined;
}

/** Of stepped values a short move may lead nowhere. */
function isSame(a: Params, b: Params): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
