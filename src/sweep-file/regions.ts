import type { Condition } from '../core/condition.js';
import { UsageError } from '../core/errors.js';
import type { SearchSpace } from '../core/search-space.js';
import type { Region } from '../core/steering.js';
import { compileCondition } from './condition.js';
import { settled } from './constraints.js';
import { readDerived } from './derived.js';
import type { Variable, Variables } from './expression.js';
import { checkFeasible } from './feasibility.js';
import { gapOf } from './gap.js';
import { Problems, placeless, show } from './problems.js';
import { variablesOf } from './search-space.js';

/**
 * The space with what a person closed of it, or confined the search to, as further constraints: they hold for every sampler.
 * @throws UsageError for a region with a mistake, and for regions that leave nothing.
 */
export function withRegions(space: SearchSpace, regions: readonly Region[]): SearchSpace {
  if (regions.length === 0) return space;
  const variables = variablesIn(space);
  const constraints = [...(space.constraints ?? []), ...regions.map((region) => conditionOf(region, variables))];
  const confined = { ...space, constraints: constraints.map(settled) };
  const problems = new Problems(placeless(regions.map(({ kind, source }) => `${kind} ${show(source)}`).join(', ')));
  checkFeasible(confined, constraints, problems);
  problems.throwIfAny();
  return confined;
}

function conditionOf({ kind, source }: Region, variables: Variables): Condition {
  const compiled = compileCondition(source, variables);
  if ('mistake' in compiled) throw new UsageError(compiled.mistake);
  if (compiled.references.length === 0)
    throw new UsageError(`Expected a condition on parameters, got ${show(source)}, which reads none`);
  if (kind === 'pin') return { ...compiled, gap: gapOf(source, variables) };
  const negated = `!(${source})`;
  return { ...compiled, source: negated, holds: (params) => !compiled.holds(params), gap: gapOf(negated, variables) };
}

function variablesIn({ parameters, derived = [] }: SearchSpace): Variables {
  const ofParameters = variablesOf(parameters);
  const sources = Object.fromEntries(derived.map(({ name, source }) => [name, source]));
  const drafts = readDerived(sources, ofParameters, new Problems(placeless('derived')));
  return new Map([...ofParameters, ...drafts.map(({ name, variable }): [string, Variable] => [name, variable])]);
}
