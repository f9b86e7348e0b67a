import { valueCount } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';

/** The parameters with more than one possible value: the others tell trials apart nowhere. */
export function searchedParameters(space: SearchSpace): Parameter[] {
  return space.parameters.filter(({ distribution }) => valueCount(distribution) > 1);
}
