import { valueCount } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import { points, type SearchSpace } from '../core/search-space.js';
import { defineSampler } from './define.js';
import { SeenPoints } from './seen-points.js';

/** The first point of the grid that no trial has: nothing is tried twice, in parallel and after a resume too. */
export const grid = defineSampler({
  description: 'Every combination of the values once, in order; needs `step` or `values` for floats',
  options: {},
  learns: false,
  create() {
    const seen = new SeenPoints();
    return {
      suggest({ space, trials, plan }) {
        assertFinite(space);
        seen.update(space, trials);
        for (const point of points(space)) if (seen.count(point) < plan.repeats) return point;
        return 'exhausted';
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
