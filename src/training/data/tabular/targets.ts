import { UsageError } from '../../../core/errors.js';
import { parseNumeral } from './numeral.js';
import { columnOf, placeOf, type Table } from './table.js';

/** The class of each row, by name. Throws a UsageError with file and line for a missing one. */
export function readLabels(table: Table, column: string): string[] {
  const index = columnOf(table, column);
  return table.cells.map((row, i) => row[index] ?? missing('a label', table, column, i));
}

/** The number of each row that is to be predicted. Throws a UsageError with file and line for what is none. */
export function readTargets(table: Table, column: string): number[] {
  const index = columnOf(table, column);
  return table.cells.map((row, i) => {
    const text = row[index] ?? missing('a number', table, column, i);
    const value = parseNumeral(text);
    if (value !== undefined && Number.isFinite(value)) return value;
    throw new UsageError(
      `Expected a finite number in column "${column}", got ${JSON.stringify(text)} (${placeOf(table, i)}); ` +
        'names are predicted by the task tabular-classification.',
    );
  });
}

function missing(what: string, table: Table, column: string, row: number): never {
  throw new UsageError(
    `Expected ${what} in column "${column}", got a missing value (${placeOf(table, row)}): leave out the row, or name another \`label\`.`,
  );
}
