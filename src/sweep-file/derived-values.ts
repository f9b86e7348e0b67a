import { UsageError } from '../core/errors.js';
import { accepts, expectation, namesModule, type OptionDescriptions } from '../core/option.js';
import { isFeasible, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { createRng } from '../math/rng.js';
import { feasiblePoint } from '../samplers/feasible-point.js';
import { addUnknownKeys } from './check.js';
import type { DerivedDraft } from './derived.js';
import { pointsBeforeSearch, probe } from './probe.js';
import type { Problems } from './problems.js';
import { show } from './problems.js';

/** Points on which the values are tried: what one point in hundred shows is found. */
const tries = 1000;
/** The same where chance hits none that fulfils the constraints, and each has to be searched for. */
const triesBySearch = 20;

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

function feasiblePoints(space: SearchSpace): Params[] {
  const points: Params[] = [];
  let seen = 0;
  for (const point of probe(space).points) {
    if (isFeasible(space, point)) points.push(point);
    seen++;
    if (points.length >= tries || (seen === pointsBeforeSearch && points.length === 0)) break;
  }
  if (points.length > 0) return points;
  const rng = createRng(0);
  return Array.from({ length: triesBySearch }, () => feasiblePoint(space, [], rng)).filter((point) => point !== undefined);
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
