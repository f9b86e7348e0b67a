import { UsageError } from '../../../core/errors.js';
import { type CategoryColumn, type CategorySettings, classOf, learnCategoryColumn, unseen } from './category-column.js';
import type { Columns } from './columns.js';
import { learnNumberColumn, type NumberColumn, numberInput } from './number-column.js';
import type { Scaling } from './number-scaling.js';
import type { Rows } from './rows.js';

/** How rows become inputs. Plain data, a saved model's `columns.json`. Columns that say nothing are left out. */
export interface TableEncoding {
  readonly numbers: readonly NumberColumn[];
  readonly categories: readonly CategoryColumn[];
}

export interface EncodingSettings extends CategorySettings {
  readonly scaling: Scaling;
}

/** What a model is given of a table. */
export interface EncodedRows {
  readonly count: number;
  /** [count, width]: scaled numbers, then what tells where they were missing, then one-hot classes. All 0 for an unseen class. */
  readonly dense: Float32Array;
  /** [count, embedded columns]: rows of a table of vectors that all columns share, each its own; `unseen` has none. */
  readonly ids: Int32Array;
}

/** The shape of encoded rows. */
export interface InputShape {
  /** Columns of `dense`. */
  readonly width: number;
  /** How many of them, the first ones, are scaled numbers. */
  readonly numbers: number;
  /** Columns of `ids`. */
  readonly embedded: number;
  /** Rows of the table of vectors. */
  readonly vectors: number;
}

/** Learns from the rows of the training part, and of nothing else. Throws a UsageError when no column says anything. */
export function learnTableEncoding(columns: Columns, train: Rows, settings: EncodingSettings): TableEncoding {
  const numbers = columns.numbers.map((name, i) => learnNumberColumn(name, train.numbers[i] as Float64Array, settings.scaling));
  const categories = columns.categories.map((name, i) => learnCategoryColumn(name, train.categories[i] ?? [], settings));
  const encoding = { numbers: numbers.filter(isLearned), categories: categories.filter(isLearned) };
  if (encoding.numbers.length + encoding.categories.length > 0) return encoding;
  throw new UsageError('Expected a column beside `label` in which training rows differ, got none.');
}

export function inputShape({ numbers, categories }: TableEncoding): InputShape {
  const scales = numbers.filter(({ scale }) => scale !== undefined).length;
  const indicators = numbers.filter(({ indicator }) => indicator).length;
  const sizeOf = (columns: readonly CategoryColumn[]) => columns.reduce((sum, { classes }) => sum + classes.length, 0);
  const embedded = categories.filter((column) => column.embedded);
  const oneHot = categories.filter((column) => !column.embedded);
  return {
    width: scales + indicators + sizeOf(oneHot),
    numbers: scales,
    embedded: embedded.length,
    vectors: sizeOf(embedded),
  };
}

/** `columns` names those of `rows`, among them all of the encoding's. */
export function encodeRows(encoding: TableEncoding, columns: Columns, rows: Rows): EncodedRows {
  const numbers = encoding.numbers.map((column) => ({
    column,
    values: rows.numbers[columns.numbers.indexOf(column.name)] as Float64Array,
  }));
  const categories = encoding.categories.map((column) => ({
    column,
    numbers: (rows.categories[columns.categories.indexOf(column.name)] ?? []).map(classOf(column)),
  }));
  const dense = [
    ...numbers.filter(({ column }) => column.scale !== undefined).map(numberInputs),
    ...numbers.filter(({ column }) => column.indicator).map(({ values }) => values.map((value) => (Number.isNaN(value) ? 1 : 0))),
    ...categories.filter(({ column }) => !column.embedded).flatMap(oneHotInputs),
  ];
  const ids = vectorIds(categories.filter(({ column }) => column.embedded));
  return {
    count: rows.count,
    dense: byRow(dense, new Float32Array(rows.count * dense.length)),
    ids: byRow(ids, new Int32Array(rows.count * ids.length)),
  };
}

/** The values of a column as the numbers of their classes. */
interface ClassNumbers {
  readonly column: CategoryColumn;
  readonly numbers: readonly number[];
}

function numberInputs({ column, values }: { readonly column: NumberColumn; readonly values: Float64Array }): Float64Array {
  return values.map((value) => numberInput(value, column));
}

function oneHotInputs({ column, numbers }: ClassNumbers): number[][] {
  return column.classes.map((_, number) => numbers.map((other) => (other === number ? 1 : 0)));
}

/** Each column's vectors lie behind those of the columns before it. */
function vectorIds(columns: readonly ClassNumbers[]): number[][] {
  let first = 0;
  return columns.map(({ column, numbers }) => {
    const start = first;
    first += column.classes.length;
    return numbers.map((number) => (number === unseen ? unseen : start + number));
  });
}

/** Fills `target` with the columns side by side, row by row. */
function byRow<T extends Float32Array | Int32Array>(columns: readonly ArrayLike<number>[], target: T): T {
  columns.forEach((column, place) => {
    for (let row = 0; row < column.length; row++) target[row * columns.length + place] = column[row] as number;
  });
  return target;
}

function isLearned<T>(column: T | undefined): column is T {
  return column !== undefined;
}
