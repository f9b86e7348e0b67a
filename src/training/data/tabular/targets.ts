import { UsageError } from '../../../core/errors.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { isNumberElsewhere, numeralAdvice, parseNumeral } from './numeral.js';
import { columnOf, placeOf, type Table } from './table.js';

/** The class of each row, by name. Throws a DataError with file and line for every missing one. */
export function readLabels(table: Table, column: string): string[] {
  const index = columnOf(table, column);
  return ofEachRow(table, (row, i) => row[index] ?? missing('a label', table, column, i));
}

/** The number of each row that is to be predicted. Throws a DataError with file and line for all that are none. */
export function readTargets(table: Table, column: string): number[] {
  const index = columnOf(table, column);
  return ofEachRow(table, (row, i) => {
    const text = row[index] ?? missing('a number', table, column, i);
    const value = parseNumeral(text);
    if (value !== undefined && Number.isFinite(value)) return value;
    const advice = isNumberElsewhere(text) ? numeralAdvice : 'names are predicted by the task tabular-classification';
    throw new UsageError(
      `Expected a finite number in column "${column}", got ${JSON.stringify(text)} (${placeOf(table, i)}); ${advice}.`,
    );
  });
}

function ofEachRow<Target>({ cells }: Table, read: (row: Table['cells'][number], index: number) => Target): Target[] {
  const mistakes = new DataMistakes();
  const targets = cells.flatMap((row, i) => mistakes.attempt(() => [read(row, i)]) ?? []);
  mistakes.throwIfAny();
  return targets;
}

function missing(what: string, table: Table, column: string, row: number): never {
  throw new UsageError(
    `Expected ${what} in column "${column}", got a missing value (${placeOf(table, row)}): leave out the row, or name another \`label\`.`,
  );
}
