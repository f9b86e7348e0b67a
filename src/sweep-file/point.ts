import { type Choice, contains, type Distribution, isListed, stepOf } from '../core/distribution.js';
import { UsageError } from '../core/errors.js';
import { brokenBy, isActive, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { oneOf } from './check.js';
import { Problems, placeless, show } from './problems.js';
import { didYouMean } from './suggestion.js';

/**
 * A point of the space as a person gives it, in the order of the space.
 * @param where what stands before each message, such as `--params`
 * @throws UsageError that lists what is missing, unknown, out of range or against a constraint.
 */
export function pointFrom(space: SearchSpace, given: Readonly<Record<string, unknown>>, where: string): Params {
  const problems = new Problems(placeless(where));
  const params: Record<string, Choice> = {};
  for (const parameter of space.parameters) {
    const { name, distribution, when } = parameter;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (!isActive(parameter, params)) {
      if (value !== undefined) problems.add([name], `has no place here: it belongs to trials in which ${when?.source}`);
    } else if (contains(distribution, value as Choice | undefined)) params[name] = value as Choice;
    else if (value === undefined && isFixed(distribution)) params[name] = fixedValue(distribution);
    else problems.expected(describe(distribution), value, [name]);
  }
  const names = space.parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) problems.add([name], `is no parameter of this study${didYouMean(name, names)}`);
  }
  if (!problems.any) {
    for (const { source } of brokenBy(space, params)) problems.add([], `the constraint ${show(source)} does not hold`);
    if (space.rows && !space.rows.some((row) => names.every((name) => row[name] === params[name])))
      problems.add([], 'expected one of the recorded points, got another one');
  }
  problems.throwIfAny();
  return params;
}

/**
 * The parameters of a trial with some of them changed, without those that have no place beside the changes.
 * @param changes by name, as written on a command line: `lr=0.01`
 * @throws UsageError for a change that is no `name=value`.
 */
export function changedPoint(
  { parameters }: SearchSpace,
  params: Params,
  changes: readonly string[],
): Readonly<Record<string, unknown>> {
  const changed: Record<string, unknown> = { ...params };
  for (const change of changes) {
    const [, name = '', text] = /^([^=]+)=(.*)$/s.exec(change) ?? [];
    if (text === undefined) throw new UsageError(`Expected a change such as lr=0.01, got "${change}"`);
    const known = parameters.find((parameter) => parameter.name === name);
    changed[name] = known ? valueFrom(text, known.distribution) : text;
  }
  const active: Record<string, Choice> = {};
  for (const parameter of parameters) {
    const { name } = parameter;
    if (isActive(parameter, active)) active[name] = changed[name] as Choice;
    else if (!changes.some((change) => change.startsWith(`${name}=`))) delete changed[name];
  }
  return changed;
}

/** A choice may be a text that looks like a number; what is no choice and no number stays the text that it is. */
function valueFrom(text: string, distribution: Distribution): unknown {
  if (isListed(distribution)) return distribution.choices.find((choice) => String(choice) === text) ?? text;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function isFixed(distribution: Distribution): boolean {
  return isListed(distribution) ? distribution.choices.length === 1 : distribution.low === distribution.high;
}

function fixedValue(distribution: Distribution): Choice {
  return isListed(distribution) ? (distribution.choices[0] as Choice) : distribution.low;
}

function describe(distribution: Distribution): string {
  if (isListed(distribution)) return oneOf(distribution.choices);
  const { low, high } = distribution;
  const step = stepOf(distribution);
  if (step === undefined) return `a number from ${low} to ${high}`;
  return step === 1 && distribution.kind === 'int'
    ? `a whole number from ${low} to ${high}`
    : `one of ${low}, ${low + step}, ... up to ${high}`;
}
