import type { Condition } from '../core/condition.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import { compileCondition } from './condition.js';
import type { DraftParameter } from './parameters.js';
import type { Problems } from './problems.js';

/** Compiles the conditions and puts each parameter after those that its condition reads, otherwise in the order given. */
export function toSearchSpace(drafts: readonly DraftParameter[], problems: Problems): SearchSpace {
  const conditions = compileConditions(drafts, problems);
  const parameters = inDependencyOrder(drafts, conditions, problems).flatMap((draft): Parameter[] => {
    const when = conditions.get(draft.name);
    // One without a distribution has a mistake that is reported.
    return draft.distribution ? [{ name: draft.name, distribution: draft.distribution, ...(when && { when }) }] : [];
  });
  return { parameters };
}

function compileConditions(drafts: readonly DraftParameter[], problems: Problems): ReadonlyMap<string, Condition> {
  const variables = new Map(drafts.map(({ name, distribution }) => [name, distribution]));
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

/** Kahn's algorithm, always taking the first parameter that can come next. */
function inDependencyOrder(
  drafts: readonly DraftParameter[],
  conditions: ReadonlyMap<string, Condition>,
  problems: Problems,
): readonly DraftParameter[] {
  const waiting = [...drafts];
  const ordered: DraftParameter[] = [];
  const placed = new Set<string>();
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ name }) => referencesOf(name, conditions).every((reference) => placed.has(reference)));
    if (index < 0) {
      addCycle(waiting, conditions, problems);
      break;
    }
    const [next] = waiting.splice(index, 1) as [DraftParameter];
    placed.add(next.name);
    ordered.push(next);
  }
  return ordered;
}

function referencesOf(name: string, conditions: ReadonlyMap<string, Condition>): readonly string[] {
  return conditions.get(name)?.references ?? [];
}

/** Every parameter that waits refers to another one that does, so following the references must come round. */
function addCycle(waiting: readonly DraftParameter[], conditions: ReadonlyMap<string, Condition>, problems: Problems): void {
  const names = waiting.map(({ name }) => name);
  const trail: string[] = [];
  let name = names[0];
  while (name !== undefined && !trail.includes(name)) {
    trail.push(name);
    name = referencesOf(name, conditions).find((reference) => names.includes(reference));
  }
  const cycle = trail.slice(trail.indexOf(name ?? ''));
  const path = waiting.find((draft) => draft.name === name)?.path ?? [];
  problems.add([...path, 'when'], `expected conditions that end somewhere, got the circle ${[...cycle, name].join(' -> ')}`);
}
