import { extname } from 'node:path';
import * as z from 'zod';
import { oneOfNames } from './check.js';
import { existingFile } from './file-check.js';
import type { Path, Problems } from './problems.js';
import { splitSchema } from './split.js';

const formats = ['csv', 'tsv', 'jsonl'] as const;

const columnText = "a column's name, or its number from 0 in a file without a header";
export const columnName = z.union([z.string().min(1, columnText), z.int().min(0, columnText)], columnText);

const oneCharacter = 'one character that separates fields, such as ";"';
const filePath = z.string('the path of a file').min(1, 'the path of a file');

/** The keys of data that come from CSV, TSV or JSONL files, whatever is in their columns. */
export const dataFilesShape = {
  train: filePath,
  validation: filePath.optional(),
  test: filePath.optional(),
  format: oneOfNames(formats).optional(),
  delimiter: z.string(oneCharacter).length(1, oneCharacter).optional(),
  header: z.boolean('true or false').optional(),
  split: splitSchema.optional(),
};

interface Files {
  readonly train: string;
  readonly validation?: string | undefined;
  readonly test?: string | undefined;
  readonly format?: (typeof formats)[number] | undefined;
  readonly delimiter?: string | undefined;
  readonly split?: unknown;
}

/**
 * The absolute paths of the files, as far as they are named, and how they are laid out. Reports those that are not there, and a
 * `delimiter` or a `split` that has nothing to part.
 */
export function locateFiles(
  { train, validation, test, format, delimiter, split }: Files,
  path: Path,
  baseFolder: string,
  problems: Problems,
) {
  if (validation !== undefined && test !== undefined && split !== undefined) {
    problems.add([...path, 'split'], 'leave it out: `validation` and `test` are files of their own');
  }
  const isCsv = format === undefined ? /\.csv(\.gz)?$/i.test(train) : format === 'csv';
  if (delimiter !== undefined && !isCsv) problems.add([...path, 'delimiter'], 'goes with CSV files only');
  const located = (file: string, role: string) => dataFile(file, [...path, role], format, baseFolder, problems);
  return {
    train: located(train, 'train'),
    ...(validation !== undefined && { validation: located(validation, 'validation') }),
    ...(test !== undefined && { test: located(test, 'test') }),
    ...(format && { format }),
    ...(delimiter !== undefined && { delimiter }),
  };
}

function dataFile(file: string, path: Path, format: string | undefined, baseFolder: string, problems: Problems): string {
  const absolute = existingFile(file, baseFolder, path, problems);
  const ending = extname(file.replace(/\.gz$/i, '')).toLowerCase();
  if (absolute && !format && !formats.some((name) => `.${name}` === ending)) {
    problems.add(path, `expected a file that ends in .csv, .tsv or .jsonl, got ${JSON.stringify(file)}; or say its \`format\``);
  }
  return absolute ?? file;
}
