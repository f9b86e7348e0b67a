import { decode } from '../core/distribution.js';
import { assemble, isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';
import { type Rng, uniformInt } from '../math/rng.js';
import { randomPoint } from './random.js';

/** Points drawn from the whole space before the search goes from a point that is known to fulfil the constraints. */
const independentDraws = 200;

/**
 * A random point that fulfils the constraints, drawn from the space by rejection; where they leave too little of it, by Gibbs
 * sampling (Geman & Geman 1984, https://doi.org/10.1109/TPAMI.1984.4767596) from a trial's point: one parameter after the
 * other is drawn anew, as far as the constraints let it. Undefined when neither comes to a point.
 */
export function feasiblePoint(space: SearchSpace, trials: readonly Trial[], rng: Rng): Params | undefined {
  if (space.rows) return space.rows[uniformInt(rng, 0, space.rows.length - 1)];
  for (let draw = 0; draw < independentDraws; draw++) {
    const point = randomPoint(space, rng);
    if (isFeasible(space, point)) return point;
  }
  const start = trials.length > 0 ? trials[uniformInt(rng, 0, trials.length - 1)] : undefined;
  return start && gibbs(space, start.params, rng);
}

/** Two rounds over the parameters. */
function gibbs(space: SearchSpace, start: Params, rng: Rng): Params {
  const movesPerParameter = 2;
  const drawsPerMove = 20;
  let point = start;
  for (let move = 0; move < movesPerParameter * space.parameters.length; move++) {
    const { name: moved } = space.parameters[move % space.parameters.length] as { name: string };
    for (let draw = 0; draw < drawsPerMove; draw++) {
      const next = assemble(space, ({ name, distribution }) => {
        const kept = name === moved ? undefined : point[name];
        return kept === undefined ? decode(distribution, rng.next()) : kept;
      });
      if (!isFeasible(space, next)) continue;
      point = next;
      break;
    }
  }
  return point;
}
