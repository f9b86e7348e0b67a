import { valueCount } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import { points, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { defineSampler } from './define.js';
import { SeenPoints } from './seen-points.js';

/** The first point of the grid that no trial has: nothing is tried twice, in parallel and after a resume too. */
export const grid = defineSampler({
  description: 'Every combination of the values once, in order; needs `step` or `values` for floats',
  options: {},
  learns: false,
  create() {
    const seen = new SeenPoints();
    // Where the first new point was found last: all before it stay seen while the trials only become more.
    let rest: Iterator<Params> | undefined;
    let next: Params | undefined;
    // Of the next point, from 1.
    let place = 1;
    return {
      suggest({ space, trials, tell }) {
        const continues = seen.update(space, trials);
        if (!continues || rest === undefined) {
          assertFinite(space);
          rest = points(space);
          next = rest.next().value;
          place = 1;
        }
        while (next !== undefined && seen.has(next)) {
          next = rest.next().value;
          place++;
        }
        tell?.({ by: 'grid', numbers: { point: place } });
        return next ?? 'exhausted';
      },
    };
  },
});

function assertFinite(space: SearchSpace): void {
  if (space.rows) return;
  const endless = space.parameters.find(({ distribution }) => !Number.isFinite(valueCount(distribution)));
  if (endless) {
    throw new UsageError(
      `Expected every parameter of a grid to have a finite number of values, but "${endless.name}" is continuous: ` +
        'give it a `step`, or list its `values`',
    );
  }
}
