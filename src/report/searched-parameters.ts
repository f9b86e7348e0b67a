import { isListed } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';

/** The parameters with more than one possible value: the others tell trials apart nowhere. */
export function searchedParameters(space: SearchSpace): Parameter[] {
  return space.parameters.filter(({ distribution }) =>
    isListed(distribution) ? distribution.choices.length > 1 : distribution.low < distribution.high,
  );
}
