import { UsageError } from '../../../core/errors.js';

/** A data file as it stands, every value as text. */
export interface Table {
  readonly path: string;
  /** Each once; the numbers from 0 as text where the file has no header. */
  readonly columns: readonly string[];
  /** [rows][columns], trimmed; undefined where a value is missing. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  /** [rows], the line of the file at which each row begins, from 1. */
  readonly lines: readonly number[];
}

/** Names are cut off where there are more: a table may have thousands. */
const mostNames = 20;

/** A column's place, from 0. Throws a UsageError where there is none of that name. */
export function columnOf({ path, columns }: Table, name: string): number {
  const index = columns.indexOf(name);
  if (index !== -1) return index;
  const names = columns.slice(0, mostNames).map((other) => `"${other}"`);
  const more = columns.length > mostNames ? ` and ${columns.length - mostNames} more` : '';
  throw new UsageError(`Expected a column "${name}", got ${names.join(', ')}${more} (${path}).`);
}

/** For messages: `data/wine.csv:17` */
export function placeOf({ path, lines }: Pick<Table, 'path' | 'lines'>, row: number): string {
  return `${path}:${lines[row]}`;
}
