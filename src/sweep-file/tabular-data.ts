import * as z from 'zod';
import type { TableSource } from '../core/table-source.js';
import type { SplitShares } from '../core/task-spec.js';
import { check } from './check.js';
import { columnName, dataFilesShape, locateFiles } from './data-files.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit } from './split.js';

/** Where `missing` is left out: what R, pandas, the UCI repository and databases write. */
const defaultMissing = ['NA', 'N/A', 'NaN', 'nan', '?', 'null', 'NULL'];

const columnNames = z.array(columnName, 'a list of columns');
const word = z.union([z.string(), z.number()], 'a text or a number');

/** More would cost more than it tells. */
const mostFolds = 20;
const folds = `a whole number from 2 to ${mostFolds}`;

const tableSchema = z.strictObject(
  {
    ...dataFilesShape,
    folds: z.int(folds).min(2, folds).max(mostFolds, folds).optional(),
    label: columnName.optional(),
    numbers: columnNames.optional(),
    categories: columnNames.optional(),
    ignore: columnNames.optional(),
    missing: z.array(word, 'a list of what stands for a missing value, such as ["NA", -999]').optional(),
  },
  'a mapping such as { train: data/train.csv, label: species }',
);

type Given = z.output<typeof tableSchema>;
type Column = z.output<typeof columnName>;

interface TableData {
  readonly data: TableSource;
  readonly split: SplitShares;
}

/** `task.data` of the tasks on tables: files, and what their columns are. */
export function readTabularData(value: unknown, path: Path, baseFolder: string, problems: Problems): TableData | undefined {
  const given = check(tableSchema, value, path, problems);
  if (!given) return undefined;
  const { header = true, missing, split } = given;
  if (given.folds !== undefined && given.validation !== undefined) {
    problems.add([...path, 'folds'], 'goes without a `validation` file: each fold of `train` is the validation part of a model');
  }
  const files = locateFiles(given, path, baseFolder, problems);
  const data: TableSource = {
    ...files,
    header,
    ...(given.folds !== undefined && { folds: given.folds }),
    ...readRoles(given, path, problems),
    missing: missing?.map(String) ?? defaultMissing,
  };
  return { data, split: split ?? defaultSplit };
}

type Roles = Pick<TableSource, 'label' | 'numbers' | 'categories' | 'ignore'>;

/** With a header, or in JSON lines, columns have names; without one, numbers from 0. No column has two roles. */
function readRoles(given: Given, path: Path, problems: Problems): Roles {
  const { header = true, label = header ? 'label' : undefined, numbers = [], categories = [], ignore = [] } = given;
  const listed = Object.entries({ numbers, categories, ignore });
  const places: [Column | undefined, Path][] = [
    [label, [...path, 'label']],
    ...listed.flatMap(([key, columns]) => columns.map((column, i): [Column, Path] => [column, [...path, key, i]])),
  ];
  const what = header ? "a column's name, as the file has a header" : "a column's number from 0, as the file has no header";
  const seen = new Set<string>();
  for (const [column, place] of places) {
    if (typeof column !== (header ? 'string' : 'number')) problems.expected(what, column, place);
    else if (seen.has(String(column))) problems.add(place, `${JSON.stringify(column)} has a role already`);
    seen.add(String(column));
  }
  return {
    label: String(label),
    numbers: numbers.map(String),
    categories: categories.map(String),
    ignore: ignore.map(String),
  };
}
