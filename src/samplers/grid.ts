import { valueCount } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import type { SampleContext, Sampler } from '../core/sampler.js';
import { points, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { isSeen } from './unseen.js';

export const gridDescription = {
  description: 'Every combination of the values once, in order; needs `step` or `values` for floats',
  options: {},
} as const;

/** The first point of the grid that no trial has: nothing is tried twice, in parallel and after a resume too. */
export function createGrid(): Sampler {
  return { suggest };
}

function suggest({ space, trials }: SampleContext): Params | 'exhausted' {
  assertFinite(space);
  for (const point of points(space)) if (!isSeen(point, trials)) return point;
  return 'exhausted';
}

function assertFinite(space: SearchSpace): void {
  const endless = space.parameters.find(({ distribution }) => !Number.isFinite(valueCount(distribution)));
  if (endless) {
    throw new UsageError(
      `Expected every parameter of a grid to have a finite number of values, but "${endless.name}" is continuous: ` +
        'give it a `step`, or list its `values`',
    );
  }
}
