import * as z from 'zod';
import type { SplitShares, TaggedDataSource, TaggedFile } from '../core/task-spec.js';
import { check, isObject } from './check.js';
import { readDataSource } from './data-source.js';
import { existingFile } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit, splitSchema } from './split.js';

const filePath = z.string('the path of a file').min(1, 'the path of a file');
const whatFile = 'the path of a file in columns, or { tokens: ..., tags: ... } with a file of each';
const pairSchema = z.strictObject({ tokens: filePath, tags: filePath }, whatFile);
const part = z.unknown().optional();
const column = z.int("a column's number: 0 is the first, -1 the last").optional();

const filesSchema = z.strictObject(
  {
    train: part,
    validation: part,
    test: part,
    token: column,
    tag: column,
    split: splitSchema.optional(),
  },
  'a mapping',
);

interface TaggedData {
  readonly data: TaggedDataSource;
  readonly split: SplitShares;
}

/** `task.data` of sequence labelling: the name of a built-in source, `{ source, split }`, or files. */
export function readTaggedData(value: unknown, path: Path, baseFolder: string, problems: Problems): TaggedData | undefined {
  const source = { name: 'intl-dates', example: '{ train: data/train.conll }' } as const;
  return readDataSource(value, source, path, problems, (settings) => readFiles(settings, path, baseFolder, problems));
}

function readFiles(
  settings: Readonly<Record<string | number, unknown>>,
  path: Path,
  baseFolder: string,
  problems: Problems,
): TaggedData | undefined {
  const given = check(filesSchema, settings, path, problems);
  const { train, validation, test } = settings;
  const located = (file: unknown, role: string) => readFile(file, [...path, role], baseFolder, problems);
  const files = {
    train: located(train, 'train'),
    ...(validation !== undefined && { validation: located(validation, 'validation') }),
    ...(test !== undefined && { test: located(test, 'test') }),
  };
  if (!given) return undefined;
  const { token, tag, split } = given;
  if (validation !== undefined && test !== undefined && split !== undefined) {
    problems.add([...path, 'split'], 'leave it out: `validation` and `test` are files of their own');
  }
  if (![train, validation, test].some((file) => typeof file === 'string')) {
    for (const [key, number] of Object.entries({ token, tag })) {
      if (number !== undefined) problems.add([...path, key], 'goes with files in columns only');
    }
  }
  const data: TaggedDataSource = { kind: 'files', ...files, tokenColumn: token ?? 0, tagColumn: tag ?? -1 };
  return { data, split: split ?? defaultSplit };
}

/** With absolute paths. Where there is none, that is a problem already, and the result is of no account. */
function readFile(value: unknown, path: Path, baseFolder: string, problems: Problems): TaggedFile {
  const absolute = (file: string, place: Path) => existingFile(file, baseFolder, place, problems) ?? file;
  if (typeof value === 'string') return absolute(value, path);
  if (!isObject(value)) problems.expected(whatFile, value, path);
  const pair = isObject(value) ? check(pairSchema, value, path, problems) : undefined;
  if (!pair) return '';
  return { tokens: absolute(pair.tokens, [...path, 'tokens']), tags: absolute(pair.tags, [...path, 'tags']) };
}
