import type { TableSource } from '../../../core/table-source.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { type Columns, detectColumns } from './columns.js';
import { nearlyNumbers } from './nearly-numbers.js';
import { pickRows, type Rows, readRows } from './rows.js';
import type { Table } from './table.js';
import { readTable } from './table-file.js';

/** Rows with what is to be predicted of each. */
export interface Part<Target> {
  readonly rows: Rows;
  /** [rows] */
  readonly targets: readonly Target[];
  readonly path: string;
  /** [rows], from 1 */
  readonly lines: readonly number[];
}

/** What is in the files of a data set. */
export interface FileParts<Target> {
  readonly columns: Columns;
  readonly train: Part<Target>;
  readonly validation?: Part<Target>;
  readonly test?: Part<Target>;
  /** What is doubtful about the columns of the training file, a sentence each. */
  readonly warnings: readonly string[];
}

/** What is to be predicted, by row, out of a column. */
export type ReadTargets<Target> = (table: Table, column: string) => readonly Target[];

/** Reads all files of a data set. The columns are those of the training file. @throws DataError with all that is wrong with them */
export function readFileParts<Target>(data: TableSource, readTargets: ReadTargets<Target>): FileParts<Target> {
  const mistakes = new DataMistakes();
  const tableOf = (path: string | undefined) => path && mistakes.attempt(() => readTable(path, data));
  const tables = [tableOf(data.train), tableOf(data.validation), tableOf(data.test)];
  mistakes.throwIfAny();
  const [table, validationTable, testTable] = tables as [Table, Table | undefined, Table | undefined];
  const columns = detectColumns(table, data);
  const partOf = (file: Table) => readPart(file, columns, (of) => readTargets(of, data.label), mistakes);
  const train = partOf(table);
  const validation = validationTable && partOf(validationTable);
  const test = testTable && partOf(testTable);
  mistakes.throwIfAny();
  const guessed = columns.categories.filter((name) => !data.categories.includes(name));
  return {
    columns,
    train,
    ...(validation && { validation }),
    ...(test && { test }),
    warnings: nearlyNumbers(table, guessed),
  };
}

/** Of no account where there are mistakes. */
function readPart<Target>(
  table: Table,
  columns: Columns,
  readTargets: (table: Table) => readonly Target[],
  mistakes: DataMistakes,
): Part<Target> {
  const rows = mistakes.attempt(() => readRows(table, columns)) as Rows;
  const targets = mistakes.attempt(() => readTargets(table)) as readonly Target[];
  return { rows, targets, path: table.path, lines: table.lines };
}

/** The rows at `indices`, in that order. */
export function pickPart<Target>({ rows, targets, path, lines }: Part<Target>, indices: readonly number[]): Part<Target> {
  return {
    rows: pickRows(rows, indices),
    targets: indices.map((index) => targets[index] as Target),
    path,
    lines: indices.map((index) => lines[index] as number),
  };
}
