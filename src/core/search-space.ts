import type { Condition } from './condition.js';
import type { Distribution } from './distribution.js';

/** One thing that the search may vary. A fixed value is a categorical of one choice. */
export interface Parameter {
  readonly name: string;
  readonly distribution: Distribution;
  /** The parameter exists in a trial only when this holds for the parameters before it. */
  readonly when?: Condition;
}

/** The parameters in an order in which every condition refers only to parameters before its own. */
export interface SearchSpace {
  readonly parameters: readonly Parameter[];
}
