import type { Condition } from '../core/condition.js';
import type { Choice } from '../core/distribution.js';
import { isFeasible, type SearchSpace, withDerived } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { knownFeasiblePoint } from '../samplers/feasible-point.js';
import type { HyperparameterRule, TaskDescription } from '../tasks/task-description.js';
import { celType } from './cel-numbers.js';
import { compileCondition } from './condition.js';
import { settled } from './constraints.js';
import { namesRead, type Variables } from './expression.js';
import { feasiblePoints } from './feasible-points.js';
import { gapOf } from './gap.js';
import { probe } from './probe.js';
import { type Path, type Problems, show } from './problems.js';

/** What the rules are about: the sweep's parameters and derived values. */
interface Searched {
  readonly space: SearchSpace;
  readonly variables: Variables;
  /** Where each stands in the file. */
  readonly places: ReadonlyMap<string, Path>;
}

/**
 * The task's rules that some points of the space break, as constraints that keep a search from them. One that every point breaks
 * is a mistake of the file.
 */
export function constraintsOfTask(
  { rules, hyperparameters }: TaskDescription,
  { space, variables, places }: Searched,
  problems: Problems,
): Condition[] {
  const concerned = rules.filter(({ source }) => [...namesRead(source)].some((name) => variables.has(name)));
  if (concerned.length === 0) return [];
  const points = feasiblePoints(space);
  return concerned.flatMap((rule) => {
    const defaults = Object.fromEntries(
      [...namesRead(rule.source)].map((name) => [name, hyperparameters[name]?.default as Choice]),
    );
    const constraint = compileRule(rule, variables, defaults);
    const broken = points.find((point) => !isFeasible({ parameters: [], constraints: [constraint] }, point));
    if (broken === undefined) return [];
    if (!canHold({ ...space, constraints: [...(space.constraints ?? []), constraint] })) {
      const place = [...namesRead(rule.source)].map((name) => places.get(name)).find((path) => path !== undefined) ?? [];
      problems.add(place, `expected ${rule.expectation}, got ${describe(broken, defaults, space)}`);
    }
    return [constraint];
  });
}

/** What a trial does not have, it has the default of. */
function compileRule({ source }: HyperparameterRule, variables: Variables, defaults: Params): Condition {
  const known = new Map(
    [...new Set([...variables.keys(), ...Object.keys(defaults)])].map((name) => {
      const { type, of } = variables.get(name) ?? { type: celType({ kind: 'categorical', choices: [defaults[name] as Choice] }) };
      return [name, { type, ...(of && { of }) }];
    }),
  );
  const compiled = compileCondition(source, known);
  if ('mistake' in compiled) throw new Error(`Expected a rule that can be read, got ${source}: ${compiled.mistake}`);
  const gap = gapOf(source, known);
  return settled({
    source,
    references: compiled.references.filter((name) => !Object.hasOwn(defaults, name)),
    holds: (params) => compiled.holds({ ...defaults, ...params }),
    gap: (params) => gap({ ...defaults, ...params }),
  });
}

function canHold(space: SearchSpace): boolean {
  const { points, isComplete } = probe(space);
  for (const point of points) if (isFeasible(space, point)) return true;
  return !isComplete && knownFeasiblePoint(space) !== undefined;
}

/** `effective_batch_size = 32, batch_size = 64 (left out)` */
function describe(point: Params, defaults: Params, space: SearchSpace): string {
  const values = withDerived(space, point);
  return Object.entries(defaults)
    .map(([name, value]) => `${name} = ${values[name] === undefined ? `${show(value)} (left out)` : show(values[name])}`)
    .join(', ');
}
