import type { Condition } from '../core/condition.js';
import { isListed } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import { celType } from './cel-numbers.js';
import { compileCondition } from './condition.js';
import { readConstraints, settled } from './constraints.js';
import { circleIn, inDependencyOrder } from './dependency-order.js';
import { type DerivedDraft, readDerived } from './derived.js';
import type { Variable, Variables } from './expression.js';
import type { DraftParameter } from './parameters.js';
import type { Problems } from './problems.js';

interface SpaceSettings {
  readonly drafts: readonly DraftParameter[];
  readonly derived: unknown;
  readonly constraints: unknown;
}

interface SpaceWithOrigins {
  readonly space: SearchSpace;
  readonly derived: readonly DerivedDraft[];
  /** In the order of the file; they throw a UsageError where they have no answer. */
  readonly constraints: readonly Condition[];
  /** The parameters and the derived values. */
  readonly variables: Variables;
}

/** Compiles the expressions, and puts each parameter after those that its condition reads, otherwise in the order given. */
export function readSearchSpace({ drafts, ...settings }: SpaceSettings, problems: Problems): SpaceWithOrigins {
  const parameterVariables = variablesOf(drafts);
  const derived = readDerived(settings.derived, parameterVariables, problems);
  const variables: Variables = new Map([
    ...parameterVariables,
    ...derived.map(({ name, variable }): [string, Variable] => [name, variable]),
  ]);
  const parameters = orderedParameters(drafts, compileConditions(drafts, variables, problems), problems);
  const constraints = readConstraints(settings.constraints, variables, problems);
  return {
    space: {
      parameters,
      ...(constraints.length > 0 && { constraints: constraints.map(settled) }),
      ...(derived.length > 0 && { derived: derived.flatMap(({ value }) => (value ? [value] : [])) }),
    },
    derived,
    constraints,
    variables,
  };
}

/** What expressions know of parameters. */
export function variablesOf(drafts: readonly Pick<DraftParameter, 'name' | 'distribution'>[]): Variables {
  return new Map(
    drafts.map(({ name, distribution }) => {
      const choices = distribution && isListed(distribution) ? { choices: distribution.choices } : {};
      return [name, { type: celType(distribution), ...choices }];
    }),
  );
}

function compileConditions(
  drafts: readonly DraftParameter[],
  variables: Variables,
  problems: Problems,
): ReadonlyMap<string, Condition> {
  const conditions = new Map<string, Condition>();
  for (const { name, path, when } of drafts) {
    if (when === undefined) continue;
    const place = [...path, 'when'];
    const condition = compileCondition(when, variables);
    if ('mistake' in condition) problems.add(place, condition.mistake);
    else if (condition.references.includes(name)) problems.add(place, `\`${name}\` cannot depend on itself`);
    else conditions.set(name, condition);
  }
  return conditions;
}

function orderedParameters(
  drafts: readonly DraftParameter[],
  conditions: ReadonlyMap<string, Condition>,
  problems: Problems,
): Parameter[] {
  const items = drafts.map((draft) => ({ ...draft, reads: conditions.get(draft.name)?.references ?? [] }));
  const { ordered, waiting } = inDependencyOrder(items);
  if (waiting.length > 0) {
    const circle = circleIn(waiting);
    const path = ['parameters', circle[0] as string, 'when'];
    problems.add(path, `expected conditions that end somewhere, got the circle ${circle.join(' -> ')}`);
  }
  return ordered.flatMap(({ name, distribution, prior }): Parameter[] => {
    const when = conditions.get(name);
    // One without a distribution has a mistake that is reported.
    return distribution ? [{ name, distribution, ...(when && { when }), ...(prior && { prior }) }] : [];
  });
}
