import { definePruner } from './define.js';
import { createPercentile, percentileOptions } from './percentile.js';

/** The median stopping rule: see percentile.ts. */
export const median = definePruner({
  description: "A trial stops when its best value so far is worse than the median of the other trials' at that step",
  options: percentileOptions,
  create: (options) => createPercentile({ ...options, percentile: 50 }, 'median'),
});
