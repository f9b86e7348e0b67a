import { type Distribution, type NumericalDistribution, valueCount } from '../core/distribution.js';
import type { Prior } from '../core/search-space.js';
import type { ProgramSpec } from '../core/task-spec.js';
import { check, isObject } from './check.js';
import { knowsDistribution, readDistribution } from './distribution.js';
import { parameterSchema } from './parameter-schema.js';
import { readPrior } from './prior.js';
import type { Path, Problems } from './problems.js';

/** A parameter whose condition is still text. */
export interface DraftParameter {
  readonly name: string;
  /** Of one in a mapping of parameters, whose name is all of these, with full stops in between. */
  readonly nesting?: readonly string[];
  readonly path: Path;
  /** Left out when it has a mistake, which is reported. */
  readonly distribution?: Distribution;
  /** Whether the file lists the values one by one. */
  readonly isListed: boolean;
  readonly when?: string;
  readonly prior?: Prior;
}

/** `parameters`, in the order of the file. Mistakes are reported; parameters with one stay in the list for others to refer to. */
export function readParameters(value: unknown, problems: Problems): DraftParameter[] {
  const path = ['parameters'];
  const drafts = readGroup(value, path, [], problems);
  checkNamesDiffer(drafts, problems);
  if (drafts.length > 0 && drafts.every(({ distribution }) => distribution && valueCount(distribution) === 1)) {
    problems.warn(path, 'every parameter has one value only, so all trials are the same');
  }
  return drafts;
}

/** A mapping of parameters. As in W&B, one of them may hold another such mapping as its own `parameters`. */
function readGroup(value: unknown, path: Path, within: readonly string[], problems: Problems): DraftParameter[] {
  if (!isObject(value) || Array.isArray(value) || Object.keys(value).length === 0) {
    problems.expected('a mapping with at least one parameter, such as { dropout: { min: 0.0, max: 0.5 } }', value, path);
    return [];
  }
  return Object.entries(value).flatMap(([name, settings]) => {
    const [names, place] = [
      [...within, name],
      [...path, name],
    ];
    const isNamed = checkName(name, place, problems) && (within.length === 0 || checkName(names.join('.'), place, problems));
    if (!isGroup(settings)) return [readParameter(names, settings, place, problems)];
    for (const key of Object.keys(settings)) {
      if (key !== 'parameters')
        problems.add([...place, key], 'does not go with nested `parameters`, which have settings of their own');
    }
    return isNamed ? readGroup(settings.parameters, [...place, 'parameters'], names, problems) : [];
  });
}

function isGroup(settings: unknown): settings is { readonly parameters: unknown } {
  return isObject(settings) && Object.hasOwn(settings, 'parameters');
}

/** `optimizer.lr` may be a name, and `lr` of the mapping `optimizer`. */
function checkNamesDiffer(drafts: readonly DraftParameter[], problems: Problems): void {
  const names = drafts.map(({ name }) => name);
  for (const [index, { name, path }] of drafts.entries()) {
    if (names.indexOf(name) < index)
      problems.add(path, `\`${name}\` is the name of another parameter, too: nested ones are named so`);
  }
}

function readParameter(names: readonly string[], value: unknown, path: Path, problems: Problems): DraftParameter {
  const draft = {
    name: names.join('.'),
    path,
    isListed: isObject(value) && Object.hasOwn(value, 'values'),
    ...(names.length > 1 && { nesting: names }),
  };
  if (isObject(value) && !knowsDistribution(value.distribution, path, problems)) return draft;
  const settings = check(parameterSchema, value, path, problems);
  if (!settings) return draft;
  const distribution = readDistribution(settings, path, problems);
  if (distribution?.kind === 'int' && settings.distribution === undefined && isZeroOrOne(distribution)) {
    problems.warn(
      path,
      'is 0 or 1 and nothing between, as both bounds are whole numbers; write { min: 0.0, max: 1.0 } for all between',
    );
  }
  const prior = distribution && readPrior(settings.prior, distribution, [...path, 'prior'], problems);
  return {
    ...draft,
    ...(distribution && { distribution }),
    ...(settings.when !== undefined && { when: settings.when }),
    ...(prior && { prior }),
  };
}

/** Whole bounds mean whole numbers, as in W&B; between 0 and 1 that is seldom meant, and is warned of. */
export function isZeroOrOne({ kind, low, high }: NumericalDistribution): boolean {
  return kind === 'int' && low === 0 && high === 1;
}

/** Reports a name that a parameter or a derived value cannot have. */
export function checkName(name: string, path: Path, problems: Problems): boolean {
  const what = 'a name of up to 64 letters, digits, `_`, `-` and `.` that begins with a letter or `_`';
  const isName = /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u.test(name);
  if (!isName) problems.expected(what, name, path);
  else if (name in Object.prototype) problems.add(path, `\`${name}\` has a meaning in JavaScript objects; choose another name`);
  return isName && !(name in Object.prototype);
}

/** The mappings that lead to each nested parameter, and what it is called there, by its name. */
export type Nesting = NonNullable<ProgramSpec['nesting']>;

/** Undefined without any. */
export function nestingOf(drafts: readonly DraftParameter[]): Nesting | undefined {
  const nested = drafts.flatMap(({ name, nesting }) => (nesting ? [[name, nesting] as const] : []));
  return nested.length > 0 ? Object.fromEntries(nested) : undefined;
}
