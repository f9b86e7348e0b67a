import type { Condition } from '../core/condition.js';
import { brokenBy, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { createRng } from '../math/rng.js';
import { randomPoint } from './random.js';

/** How far a point is from fulfilling the constraints; 0 exactly where it does. */
export type Violation = (params: Params) => number;

/** So that breaking a constraint by nothing, as `a < b` is broken where both are equal, is worse than not breaking it. */
const atLeast = 1e-12;

/**
 * The sum of the squares of how far each constraint is from holding, in units of its mean where random points break it, so that
 * tokens and weights count alike. Of a constraint of which only that much is known, 1 where it is broken.
 */
export function violationIn(space: SearchSpace): Violation {
  const units = unitsOf(space);
  return (params) =>
    brokenBy(space, params).reduce((sum, constraint) => {
      const unit = units.get(constraint) ?? 1;
      return sum + atLeast + ((constraint.gap?.(params) ?? unit) / unit) ** 2;
    }, 0);
}

function unitsOf(space: SearchSpace): ReadonlyMap<Condition, number> {
  const draws = 50;
  const rng = createRng(0);
  const gaps = new Map<Condition, number[]>();
  for (let draw = 0; draw < draws; draw++) {
    const point = randomPoint(space, rng);
    for (const constraint of brokenBy(space, point)) {
      const gap = constraint.gap?.(point);
      if (gap) gaps.set(constraint, [...(gaps.get(constraint) ?? []), gap]);
    }
  }
  return new Map([...gaps].map(([constraint, list]) => [constraint, list.reduce((a, b) => a + b) / list.length]));
}
