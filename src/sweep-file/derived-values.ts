import { UsageError } from '../core/errors.js';
import { accepts, expectation, namesModule, type OptionDescriptions } from '../core/option.js';
import type { SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { addUnknownKeys } from './check.js';
import type { DerivedDraft } from './derived.js';
import { feasiblePoints } from './feasible-points.js';
import type { Problems } from './problems.js';
import { show } from './problems.js';

/**
 * Computes the derived values on points of the space, to find those without an answer before anything runs. A built-in task has
 * to know each as a hyperparameter and to take its values.
 */
export function checkDerivedValues(
  derived: readonly DerivedDraft[],
  space: SearchSpace,
  hyperparameters: OptionDescriptions | undefined,
  problems: Problems,
): void {
  const drafts = derived.filter(({ name, path }) => {
    const isKnown = hyperparameters === undefined || Object.hasOwn(hyperparameters, name);
    if (!isKnown) addUnknownKeys([name], Object.keys(hyperparameters), path.slice(0, -1), problems);
    return isKnown;
  });
  if (drafts.length === 0) return;
  const points = feasiblePoints(space);
  for (const draft of drafts) {
    const complaint = points.map((point) => complaintOf(draft, point, hyperparameters)).find((text) => text !== undefined);
    if (complaint !== undefined) problems.add(draft.path, complaint);
  }
}

function complaintOf(
  { name, value, variable }: DerivedDraft,
  point: Params,
  hyperparameters: OptionDescriptions | undefined,
): string | undefined {
  const description = hyperparameters?.[name];
  try {
    const result = value?.of(point);
    if (result === undefined || !description) return undefined;
    if (namesModule(description, result)) return `expected a module to be listed in \`parameters\`, got ${show(result)} derived`;
    if (accepts(description, result)) return undefined;
    const read = [...(variable.of?.parameters.keys() ?? [])].map((parameter) => `${parameter} = ${show(point[parameter])}`);
    return `expected ${expectation(description)}, got ${show(result)}${read.length > 0 ? ` for ${read.join(', ')}` : ''}`;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
