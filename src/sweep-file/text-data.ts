import { extname } from 'node:path';
import * as z from 'zod';
import type { SplitShares, TextDataSource } from '../core/task-spec.js';
import { check, isObject, oneOfNames } from './check.js';
import { existingFile } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit, splitSchema } from './split.js';

const formats = ['csv', 'tsv', 'jsonl'] as const;

const filePath = z.string('the path of a file').min(1, 'the path of a file');
const column = z.union([z.string().min(1), z.int().min(0)], "a column's name, or its number from 0 in a file without a header");

const builtInSchema = z.strictObject({ source: oneOfNames(['intl-languages']), split: splitSchema.optional() }, 'a mapping');
const filesSchema = z.strictObject(
  {
    train: filePath,
    validation: filePath.optional(),
    test: filePath.optional(),
    format: oneOfNames(formats).optional(),
    text: column.optional(),
    label: column.optional(),
    header: z.boolean('true or false').optional(),
    split: splitSchema.optional(),
  },
  'a mapping',
);

type Files = z.output<typeof filesSchema>;
type Columns = Pick<Extract<TextDataSource, { kind: 'files' }>, 'textColumn' | 'labelColumn' | 'header'>;

export interface TextData {
  readonly data: TextDataSource;
  readonly split: SplitShares;
}

/** `task.data`: the name of a built-in source, `{ source, split }`, or files. */
export function readTextData(value: unknown, path: Path, baseFolder: string, problems: Problems): TextData | undefined {
  const settings = typeof value === 'string' ? { source: value } : value;
  if (!isObject(settings) || Array.isArray(settings)) {
    problems.expected('`intl-languages`, or a mapping such as { train: data/train.csv }', value, path);
    return undefined;
  }
  return Object.hasOwn(settings, 'source')
    ? readBuiltIn(settings, path, problems)
    : readFiles(settings, path, baseFolder, problems);
}

function readBuiltIn(settings: object, path: Path, problems: Problems): TextData | undefined {
  const given = check(builtInSchema, settings, path, problems);
  return given && { data: { kind: given.source }, split: given.split ?? defaultSplit };
}

function readFiles(settings: object, path: Path, baseFolder: string, problems: Problems): TextData | undefined {
  const given = check(filesSchema, settings, path, problems);
  if (!given) return undefined;
  if (given.validation !== undefined && given.test !== undefined && given.split) {
    problems.add([...path, 'split'], 'leave it out: `validation` and `test` are files of their own');
  }
  const { train, validation, test, format } = given;
  const located = (file: string, role: string) => dataFile(file, [...path, role], format, baseFolder, problems);
  const data: TextDataSource = {
    kind: 'files',
    train: located(train, 'train'),
    ...(validation !== undefined && { validation: located(validation, 'validation') }),
    ...(test !== undefined && { test: located(test, 'test') }),
    ...(format && { format }),
    ...readColumns(given, path, problems),
  };
  return { data, split: given.split ?? defaultSplit };
}

function dataFile(file: string, path: Path, format: string | undefined, baseFolder: string, problems: Problems): string {
  const absolute = existingFile(file, baseFolder, path, problems);
  if (absolute && !format && !formats.some((ending) => `.${ending}` === extname(file).toLowerCase())) {
    problems.add(path, `expected a file that ends in .csv, .tsv or .jsonl, got ${JSON.stringify(file)}; or say its \`format\``);
  }
  return absolute ?? file;
}

/** With a header, or in JSON lines, columns have names; without one, numbers from 0. */
function readColumns({ header = true, text, label }: Files, path: Path, problems: Problems): Columns {
  const columns = header ? { text: text ?? 'text', label: label ?? 'label' } : { text, label };
  const what = header ? "a column's name, as the file has a header" : "a column's number from 0, as the file has no header";
  for (const [key, column] of Object.entries(columns)) {
    if (typeof column !== (header ? 'string' : 'number')) problems.expected(what, column, [...path, key]);
  }
  if (columns.text !== undefined && columns.text === columns.label) {
    problems.add(
      [...path, 'label'],
      `expected another column than that of \`text\`, got ${JSON.stringify(columns.label)} for both`,
    );
  }
  return { header, textColumn: columns.text ?? 0, labelColumn: columns.label ?? 0 };
}
