import * as z from 'zod';
import type { SplitShares, TextDataSource } from '../core/task-spec.js';
import { check } from './check.js';
import { columnName, dataFilesShape, locateFiles } from './data-files.js';
import { readDataSource } from './data-source.js';
import type { Path, Problems } from './problems.js';
import { defaultSplit } from './split.js';

const filesSchema = z.strictObject(
  {
    ...dataFilesShape,
    text: columnName.optional(),
    label: columnName.optional(),
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
  const source = { name: 'intl-languages', example: '{ train: data/train.csv }' } as const;
  return readDataSource(value, source, path, problems, (settings) => readFiles(settings, path, baseFolder, problems));
}

function readFiles(settings: object, path: Path, baseFolder: string, problems: Problems): TextData | undefined {
  const given = check(filesSchema, settings, path, problems);
  if (!given) return undefined;
  const data: TextDataSource = {
    kind: 'files',
    ...locateFiles(given, path, baseFolder, problems),
    ...readColumns(given, path, problems),
  };
  return { data, split: given.split ?? defaultSplit };
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
