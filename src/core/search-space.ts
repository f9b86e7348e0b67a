import type { Condition } from './condition.js';
import { type Choice, contains, type Distribution, valueAt, valueCount } from './distribution.js';
import type { Params } from './trial.js';

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

/** One point of the space: asks `choose` for a value of each parameter that is active, given those before it. */
export function assemble(space: SearchSpace, choose: (parameter: Parameter) => Choice): Params {
  const params: Record<string, Choice> = {};
  for (const parameter of space.parameters) {
    if (isActive(parameter, params)) params[parameter.name] = choose(parameter);
  }
  return params;
}

/** Whether the parameters are a point of the space: each active one present and in range, and no other. */
export function isPoint(space: SearchSpace, params: Params): boolean {
  const active = space.parameters.filter((parameter) => isActive(parameter, params));
  return (
    active.length === Object.keys(params).length &&
    active.every(({ name, distribution }) => Object.hasOwn(params, name) && contains(distribution, params[name]))
  );
}

/** Whether every parameter has a finite number of values. */
export function isFiniteSpace(space: SearchSpace): boolean {
  return space.parameters.every(({ distribution }) => Number.isFinite(valueCount(distribution)));
}

/** All points of a finite space, each once, the last parameter varying fastest. */
export function* points(space: SearchSpace, params: Params = {}, depth = 0): Generator<Params> {
  const parameter = space.parameters[depth];
  if (parameter === undefined) {
    yield params;
  } else if (isActive(parameter, params)) {
    const { name, distribution } = parameter;
    const count = valueCount(distribution);
    for (let i = 0; i < count; i++) yield* points(space, { ...params, [name]: valueAt(distribution, i) }, depth + 1);
  } else {
    yield* points(space, params, depth + 1);
  }
}

function isActive({ when }: Parameter, params: Params): boolean {
  return when === undefined || when.holds(params);
}
