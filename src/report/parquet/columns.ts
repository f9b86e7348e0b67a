import type { ColumnSource } from 'hyparquet-writer';
import type { Choice } from '../../core/distribution.js';

/** One of a table's columns, from its rows. */
export type Column<Row> = (rows: readonly Row[]) => ColumnSource;

/** What a row has in a column; undefined where it has nothing to say. */
type Cell<Row, Value> = (row: Row) => Value | undefined;

export function wholeNumbers<Row>(name: string, cell: Cell<Row, number>): Column<Row> {
  return (rows) => ({
    name,
    type: 'INT64',
    data: rows.map(cell).map((value) => (value === undefined ? null : BigInt(value))),
  });
}

export function numbers<Row>(name: string, cell: Cell<Row, number>): Column<Row> {
  return (rows) => ({ name, type: 'DOUBLE', data: rows.map((row) => cell(row) ?? null) });
}

export function texts<Row>(name: string, cell: Cell<Row, string>): Column<Row> {
  return (rows) => ({ name, type: 'STRING', data: rows.map((row) => cell(row) ?? null) });
}

export function truths<Row>(name: string, cell: Cell<Row, boolean>): Column<Row> {
  return (rows) => ({ name, type: 'BOOLEAN', data: rows.map((row) => cell(row) ?? null) });
}

/** Milliseconds since the epoch become moments of UTC. */
export function times<Row>(name: string, cell: Cell<Row, number>): Column<Row> {
  return (rows) => ({
    name,
    type: 'TIMESTAMP',
    data: rows.map(cell).map((value) => (value === undefined ? null : new Date(value))),
  });
}

/**
 * Of whatever holds all of the values that there are and those that there may be: whole numbers, numbers or truths; where they
 * are of several kinds, texts. A value that is null is null in the table, too.
 */
export function choices<Row>(name: string, cell: Cell<Row, Choice>, possible: readonly Choice[] = []): Column<Row> {
  return (rows) => {
    const known = [...rows.map(cell), ...possible].filter((value) => value !== undefined && value !== null);
    const present = (row: Row) => cell(row) ?? undefined;
    if (known.every((value) => Number.isSafeInteger(value))) return wholeNumbers(name, present as Cell<Row, number>)(rows);
    if (known.every((value) => typeof value === 'number')) return numbers(name, present as Cell<Row, number>)(rows);
    if (known.every((value) => typeof value === 'boolean')) return truths(name, present as Cell<Row, boolean>)(rows);
    return texts(name, (row: Row) => present(row)?.toString())(rows);
  };
}
