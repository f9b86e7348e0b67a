import { isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { createRng } from '../math/rng.js';
import { feasiblePoint } from '../samplers/feasible-point.js';
import { pointsBeforeSearch, probe } from './probe.js';

/** The most points: what one point in hundred shows is found. */
const tries = 1000;
/** The same where chance hits none that fulfils the constraints, and each has to be searched for. */
const triesBySearch = 20;

/** Points that fulfil the constraints, the same each time, to try out on them what is to hold of every trial. */
export function feasiblePoints(space: SearchSpace): Params[] {
  const points: Params[] = [];
  let seen = 0;
  for (const point of probe(space).points) {
    if (isFeasible(space, point)) points.push(point);
    seen++;
    if (points.length >= tries || (seen === pointsBeforeSearch && points.length === 0)) break;
  }
  if (points.length > 0) return points;
  const rng = createRng(0);
  return Array.from({ length: triesBySearch }, () => feasiblePoint(space, [], rng)).filter((point) => point !== undefined);
}
