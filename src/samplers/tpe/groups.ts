import { valueCount } from '../../core/distribution.js';
import type { Parameter, SearchSpace } from '../../core/search-space.js';

/** Which parameters are modelled together. */
export type Grouping = 'univariate' | 'multivariate' | 'grouped';

/**
 * The parameters that can vary, apart from each other: each alone; jointly those that every trial has and each conditional one
 * alone; or jointly those of the same condition too. That is what Optuna's decomposition by the trials seen so far comes to,
 * known before the first trial.
 */
export function groupsOf({ parameters }: SearchSpace, grouping: Grouping): Parameter[][] {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    if (valueCount(parameter.distribution) === 1) continue;
    const key = keyOf(parameter, grouping);
    groups.set(key, [...(groups.get(key) ?? []), parameter]);
  }
  return [...groups.values()];
}

function keyOf({ name, when }: Parameter, grouping: Grouping): string {
  if (grouping === 'univariate') return name;
  if (when === undefined) return '';
  return grouping === 'grouped' ? `when ${when.source}` : name;
}
