import type { Choice } from '../../core/distribution.js';
import type { ProgramSpec } from '../../core/task-spec.js';
import type { Params } from '../../core/trial.js';

/** Parameters as a program gets them: those that stand in a mapping of the sweep file are in one here. */
export interface NestedParams {
  readonly [name: string]: Choice | NestedParams;
}

/** A mapping stands where the first of its parameters does. */
export function nestedParams(params: Params, { nesting = {} }: Pick<ProgramSpec, 'nesting'>): NestedParams {
  const all: Record<string, Choice | NestedParams> = {};
  for (const [name, value] of Object.entries(params)) {
    const way = nesting[name] ?? [name];
    let group = all;
    for (const step of way.slice(0, -1)) {
      group[step] ??= {};
      group = group[step] as typeof all;
    }
    group[way.at(-1) as string] = value;
  }
  return all;
}
