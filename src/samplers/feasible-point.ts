import { encode } from '../core/distribution.js';
import { isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';
import { createRng, type Rng, uniformInt } from '../math/rng.js';
import { descend, type Place, placeAt, placeOf, wander } from './feasible-moves.js';
import { randomPoint } from './random.js';
import { type Violation, violationIn } from './violation.js';

/** Points drawn from the whole space before the search goes from one that breaks the constraints to where they hold. */
const independentDraws = 200;

/**
 * A random point that fulfils the constraints, drawn from the space by rejection; where they leave too little of it, a random point
 * moved to where they hold and then around there, or where that does not succeed a point moved around from that of a trial, or from
 * the one that is known. Undefined when none of this comes to a point.
 */
export function feasiblePoint(space: SearchSpace, trials: readonly Trial[], rng: Rng): Params | undefined {
  if (space.rows) return space.rows[uniformInt(rng, 0, space.rows.length - 1)];
  for (let draw = 0; draw < independentDraws; draw++) {
    const point = randomPoint(space, rng);
    if (isFeasible(space, point)) return point;
  }
  const { known, canDescend, violation } = approachOf(space);
  const arrived = canDescend ? descend(space, anywhere(space, rng), violation, rng) : undefined;
  const trial = trials[uniformInt(rng, 0, trials.length - 1)];
  const start = arrived ?? (trial ? placeOf(space, trial.params, rng) : known);
  return start && wander(space, start, rng).point;
}

/** The point moved to where the constraints hold, near it; undefined where that does not succeed. */
export function feasibleNear(space: SearchSpace, point: Params, rng: Rng): Params | undefined {
  const { canDescend, violation } = approachOf(space);
  return canDescend ? descend(space, placeOf(space, point, rng), violation, rng)?.point : undefined;
}

/** A point of an endless space that fulfils its constraints, the same each time; undefined where none was found. */
export function knownFeasiblePoint(space: SearchSpace): Params | undefined {
  return approachOf(space).known?.point;
}

/** How to come to where the constraints hold. */
interface Approach {
  readonly violation: Violation;
  readonly known: Place | undefined;
  /** Whether that can be done from a random point. */
  readonly canDescend: boolean;
}

const approaches = new WeakMap<SearchSpace, Approach>();

function approachOf(space: SearchSpace): Approach {
  const approach = approaches.get(space) ?? approachTo(space);
  approaches.set(space, approach);
  return approach;
}

/** Tries it from the ends and the middle of all parameters, from the centres of the priors, and from random points. */
function approachTo(space: SearchSpace): Approach {
  const randomStarts = 4;
  const rng = createRng(0);
  const violation = violationIn(space);
  const everywhere = (unit: number) =>
    placeAt(
      space,
      space.parameters.map(() => unit),
    );
  const centres = space.parameters.map(({ distribution, prior }) => (prior ? encode(distribution, prior.centre) : 0.5));
  const starts = [everywhere(0), everywhere(1), everywhere(0.5), placeAt(space, centres)];
  const random = Array.from({ length: randomStarts }, () => anywhere(space, rng));
  const arrivals = [...starts, ...random].map((start) => descend(space, start, violation, rng));
  return {
    violation,
    known: arrivals.find((place) => place !== undefined),
    canDescend: arrivals.slice(starts.length).some((place) => place !== undefined),
  };
}

function anywhere(space: SearchSpace, rng: Rng): Place {
  return placeAt(
    space,
    space.parameters.map(() => rng.next()),
  );
}
