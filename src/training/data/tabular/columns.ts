import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { parseNumeral } from './numeral.js';
import { columnOf, type Table } from './table.js';

/** The columns that a model reads, by name, each list in the order of the training file. */
export interface Columns {
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
}

/** What the user says of columns by name; the others are looked at. */
export interface ColumnRoles {
  /** What is to be predicted. */
  readonly label: string;
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  readonly ignore: readonly string[];
}

/**
 * Tells numbers from categories by the training file: a column all of whose values are numbers, missing ones aside, is one of
 * numbers. Throws a DataError with every name that the file does not have.
 */
export function detectColumns(table: Table, { label, numbers, categories, ignore }: ColumnRoles): Columns {
  const mistakes = new DataMistakes();
  for (const name of [label, ...numbers, ...categories, ...ignore]) mistakes.attempt(() => columnOf(table, name));
  mistakes.throwIfAny();
  const found = { numbers: [] as string[], categories: [] as string[] };
  table.columns.forEach((name, index) => {
    if (name === label || ignore.includes(name)) return;
    const isNumber = !categories.includes(name) && (numbers.includes(name) || holdsNumbers(table, index));
    found[isNumber ? 'numbers' : 'categories'].push(name);
  });
  return found;
}

function holdsNumbers({ cells }: Table, column: number): boolean {
  return cells.every((row) => {
    const text = row[column];
    return text === undefined || parseNumeral(text) !== undefined;
  });
}
