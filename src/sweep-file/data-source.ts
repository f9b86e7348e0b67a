import * as z from 'zod';
import type { SplitShares } from '../core/task-spec.js';
import { check, isObject, oneOfNames } from './check.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit, splitSchema } from './split.js';

type Settings = Readonly<Record<string | number, unknown>>;

interface BuiltIn<Name extends string> {
  readonly data: { readonly kind: Name };
  readonly split: SplitShares;
}

/**
 * `task.data` of a task whose data may come with us: the source's name, `{ source, split }`, or the user's files.
 *
 * @param name of the source that comes with us
 * @param example of a mapping that names files
 * @param readFiles what reads such a mapping
 */
export function readDataSource<Name extends string, Files>(
  value: unknown,
  { name, example }: { readonly name: Name; readonly example: string },
  path: Path,
  problems: Problems,
  readFiles: (settings: Settings) => Files | undefined,
): BuiltIn<Name> | Files | undefined {
  if (typeof value === 'string' && looksLikePath(value)) {
    problems.expected(`\`${name}\`, or a mapping such as { train: ${value} }`, value, path);
    return undefined;
  }
  const settings = typeof value === 'string' ? { source: value } : value;
  if (!isObject(settings) || Array.isArray(settings)) {
    problems.expected(`\`${name}\`, or a mapping such as ${example}`, value, path);
    return undefined;
  }
  if (!Object.hasOwn(settings, 'source')) return readFiles(settings);
  const schema = z.strictObject({ source: oneOfNames([name]), split: splitSchema.optional() }, 'a mapping');
  const given = check(schema, settings, path, problems);
  return given && { data: { kind: name }, split: given.split ?? defaultSplit };
}

function looksLikePath(text: string): boolean {
  return /[./\\]/.test(text);
}
