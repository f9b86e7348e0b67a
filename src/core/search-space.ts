import type { Condition } from './condition.js';
import { type Choice, contains, type Distribution, isListed, valueAt, valueCount } from './distribution.js';
import type { Params } from './trial.js';

/** Where the user expects good values of a parameter, and how sure they are of it. It fades as evidence grows. */
export interface Prior {
  readonly centre: Choice;
  readonly confidence: 'low' | 'medium' | 'high';
}

/** One thing that the search may vary. A fixed value is a categorical of one choice. */
export interface Parameter {
  readonly name: string;
  readonly distribution: Distribution;
  /** The parameter exists in a trial only when this holds for the parameters before it. */
  readonly when?: Condition;
  readonly prior?: Prior;
}

/** A value that follows from the parameters: trials see it beside them. */
export interface DerivedValue {
  readonly name: string;
  /** As the user wrote it: `batch_size * accumulation`. */
  readonly source: string;
  /** Undefined when a parameter that it reads is not part of the trial. */
  of(params: Params): Choice | undefined;
}

export interface SearchSpace {
  /** In an order in which every condition refers only to parameters before its own. */
  readonly parameters: readonly Parameter[];
  /** What every point fulfils. One that reads a parameter which the point does not have asks for nothing. */
  readonly constraints?: readonly Condition[];
  /** In an order in which each refers only to those before it. */
  readonly derived?: readonly DerivedValue[];
  /** Where only recorded points can be had: these are all there are. */
  readonly rows?: readonly Params[];
}

/** One point of the space, its constraints aside: asks `choose` for a value of each active parameter, given those before it. */
export function assemble(space: SearchSpace, choose: (parameter: Parameter) => Choice): Params {
  const params: Record<string, Choice> = {};
  for (const parameter of space.parameters) {
    if (isActive(parameter, params)) params[parameter.name] = choose(parameter);
  }
  return params;
}

/** Whether a parameter is part of a trial with these values of the parameters before it. */
export function isActive({ when }: Parameter, params: Params): boolean {
  return when === undefined || when.holds(params);
}

/** Whether the constraints hold for a point. */
export function isFeasible({ constraints = [] }: SearchSpace, params: Params): boolean {
  return constraints.every((constraint) => fulfils(params, constraint));
}

/** The constraints that do not hold for a point. */
export function brokenBy({ constraints = [] }: SearchSpace, params: Params): readonly Condition[] {
  return constraints.filter((constraint) => !fulfils(params, constraint));
}

/** Whether the parameters are a point of the space: each active one present and in range, no other, and the constraints hold. */
export function isPoint(space: SearchSpace, params: Params): boolean {
  const active = space.parameters.filter((parameter) => isActive(parameter, params));
  return (
    active.length === Object.keys(params).length &&
    active.every(({ name, distribution }) => Object.hasOwn(params, name) && contains(distribution, params[name])) &&
    isFeasible(space, params)
  );
}

/** The parameters with what follows from them. */
export function withDerived(space: Pick<SearchSpace, 'derived'>, params: Params): Params {
  return { ...params, ...derivedOf(space, params) };
}

/** What follows from the parameters. */
export function derivedOf({ derived = [] }: Pick<SearchSpace, 'derived'>, params: Params): Params {
  const values: Record<string, Choice> = {};
  for (const { name, of } of derived) {
    const value = of({ ...params, ...values });
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/**
 * What holds of every trial: the values of parameters that are fixed, and the largest of those that are numbers. Others are left
 * out.
 */
export function upperEnds({ parameters }: SearchSpace): Params {
  const ends = parameters.map(({ name, distribution }) => [name, upperEnd(distribution)] as const);
  return Object.fromEntries(ends.filter((end): end is [string, Choice] => end[1] !== undefined));
}

/** A value of every parameter, whatever the conditions and constraints are: the first of choices, the upper end of ranges. */
export function someValues({ parameters }: SearchSpace): Params {
  const values = parameters.map(({ name, distribution }) => [
    name,
    isListed(distribution) ? (distribution.choices[0] as Choice) : distribution.high,
  ]);
  return Object.fromEntries(values);
}

function upperEnd(distribution: Distribution): Choice | undefined {
  if (!isListed(distribution)) return distribution.high;
  const { choices } = distribution;
  if (choices.length === 1) return choices[0];
  return choices.every((choice) => typeof choice === 'number') ? Math.max(...choices) : undefined;
}

/** Whether every parameter has a finite number of values. */
export function isFiniteSpace(space: SearchSpace): boolean {
  return space.rows !== undefined || space.parameters.every(({ distribution }) => Number.isFinite(valueCount(distribution)));
}

/** All points of a finite space, each once, the last parameter varying fastest. */
export function* points(space: SearchSpace): Generator<Params> {
  for (const point of space.rows ?? combinations(space, {}, 0)) if (isFeasible(space, point)) yield point;
}

function* combinations(space: SearchSpace, params: Params, depth: number): Generator<Params> {
  const parameter = space.parameters[depth];
  if (parameter === undefined) {
    yield params;
  } else if (isActive(parameter, params)) {
    const { name, distribution } = parameter;
    const count = valueCount(distribution);
    for (let i = 0; i < count; i++) yield* combinations(space, { ...params, [name]: valueAt(distribution, i) }, depth + 1);
  } else {
    yield* combinations(space, params, depth + 1);
  }
}

function fulfils(params: Params, constraint: Condition): boolean {
  return constraint.references.some((name) => !Object.hasOwn(params, name)) || constraint.holds(params);
}
