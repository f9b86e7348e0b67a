import { UsageError } from '../../../core/errors.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import type { Columns } from './columns.js';
import { isNumberElsewhere, numeralAdvice, parseNumeral } from './numeral.js';
import { columnOf, placeOf, type Table } from './table.js';

/** The examples of a table by column, so that each column can be learned from by itself. */
export interface Rows {
  readonly count: number;
  /** [columns.numbers][count]; NaN where a value is missing */
  readonly numbers: readonly Float64Array[];
  /** [columns.categories][count]; undefined where a value is missing */
  readonly categories: readonly (readonly (string | undefined)[])[];
}

/** The columns of a table as numbers and categories. Throws a DataError with file, line and column for all that are no numbers. */
export function readRows(table: Table, columns: Columns): Rows {
  const mistakes = new DataMistakes();
  const numbers = columns.numbers.map((name) => numbersOf(table, name, mistakes));
  mistakes.throwIfAny();
  return {
    count: table.cells.length,
    numbers,
    categories: columns.categories.map((name) => {
      const index = columnOf(table, name);
      return table.cells.map((row) => row[index]);
    }),
  };
}

/** The rows at `indices`, in that order. */
export function pickRows({ numbers, categories }: Rows, indices: readonly number[]): Rows {
  return {
    count: indices.length,
    numbers: numbers.map((column) => Float64Array.from(indices, (index) => column[index] as number)),
    categories: categories.map((column) => indices.map((index) => column[index])),
  };
}

/** NaN for what is no number, too, which is a mistake. */
function numbersOf(table: Table, name: string, mistakes: DataMistakes): Float64Array {
  const index = columnOf(table, name);
  return Float64Array.from(table.cells, (row, i) => {
    const text = row[index];
    if (text === undefined) return Number.NaN;
    return mistakes.attempt(() => readNumber(text, name, placeOf(table, i))) ?? Number.NaN;
  });
}

function readNumber(text: string, column: string, place: string): number {
  const value = parseNumeral(text);
  if (value !== undefined && Number.isFinite(value)) return value;
  const ofNames = value === undefined ? '; where it holds names, list it under `categories`' : '';
  const advice = isNumberElsewhere(text) ? `; ${numeralAdvice}` : ofNames;
  throw new UsageError(
    `Expected a finite number in column "${column}", got ${JSON.stringify(text)} (${place})${advice}. ` +
      'What stands for a missing value can be said in `missing`.',
  );
}
