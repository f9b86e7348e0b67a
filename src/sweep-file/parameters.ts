import { type Distribution, type NumericalDistribution, valueCount } from '../core/distribution.js';
import type { Prior } from '../core/search-space.js';
import { check, isObject } from './check.js';
import { knowsDistribution, readDistribution } from './distribution.js';
import { parameterSchema } from './parameter-schema.js';
import { readPrior } from './prior.js';
import type { Path, Problems } from './problems.js';

/** A parameter whose condition is still text. */
export interface DraftParameter {
  readonly name: string;
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
  if (!isObject(value) || Array.isArray(value) || Object.keys(value).length === 0) {
    problems.expected('a mapping with at least one parameter, such as { dropout: { min: 0.0, max: 0.5 } }', value, path);
    return [];
  }
  const drafts = Object.entries(value).map(([name, settings]) => readParameter(name, settings, [...path, name], problems));
  if (drafts.every(({ distribution }) => distribution && valueCount(distribution) === 1)) {
    problems.warn(path, 'every parameter has one value only, so all trials are the same');
  }
  return drafts;
}

function readParameter(name: string, value: unknown, path: Path, problems: Problems): DraftParameter {
  checkName(name, path, problems);
  const draft = { name, path, isListed: isObject(value) && Object.hasOwn(value, 'values') };
  if (isObject(value)) {
    if (Object.hasOwn(value, 'parameters')) {
      problems.add([...path, 'parameters'], 'nested parameters are not supported yet; give each a name of its own at the top');
      return draft;
    }
    if (!knowsDistribution(value.distribution, path, problems)) return draft;
  }
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
export function checkName(name: string, path: Path, problems: Problems): void {
  const what = 'a name of up to 64 letters, digits, `_`, `-` and `.` that begins with a letter or `_`';
  if (!/^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u.test(name)) problems.expected(what, name, path);
  else if (name in Object.prototype) problems.add(path, `\`${name}\` has a meaning in JavaScript objects; choose another name`);
}
