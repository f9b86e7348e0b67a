import { UsageError } from '../core/errors.js';
import { readDataFile } from './data-file.js';
import { checkFieldCount, type DelimitedRow, delimitedRows } from './delimited-rows.js';

/** A CSV or TSV file with a header. */
export interface DelimitedFile {
  readonly path: string;
  /** Trimmed. */
  readonly header: readonly string[];
  /** Each with as many fields as the header. */
  readonly rows: readonly DelimitedRow[];
}

/**
 * Reads a file in UTF-8 whose first line names its columns: tab-separated when it ends in .tsv or .tab, else comma-separated;
 * with gzip or without, whatever it is called.
 * Throws a UsageError that names file and line for what is wrong with it.
 */
export function readDelimitedFile(path: string): DelimitedFile {
  const format = /\.(tsv|tab)(\.gz)?$/i.test(path) ? 'tsv' : 'csv';
  const [first, ...rows] = delimitedRows(readDataFile(path), path, format);
  if (first === undefined) throw new UsageError(`Expected a line with the names of the columns in ${path}, got an empty file.`);
  if (rows.length === 0) throw new UsageError(`Expected rows below the names of the columns in ${path}, got none.`);
  const header = first.fields.map((name) => name.trim());
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`Expected each column once, got "${twice}" twice (${path}:${first.line}).`);
  for (const row of rows) checkFieldCount(row, first, path);
  return { path, header, rows };
}

/** A column's place, from 0. Throws a UsageError when there is none of that name. */
export function columnOf({ path, header }: DelimitedFile, name: string): number {
  const index = header.indexOf(name);
  if (index !== -1) return index;
  const names = header.slice(0, 20).map((other) => `"${other}"`);
  const more = header.length > names.length ? ` and ${header.length - names.length} more` : '';
  throw new UsageError(`Expected a column "${name}" in ${path}, got ${names.join(', ')}${more}.`);
}

/**
 * Throws a UsageError for what is not a number; `nan` and `inf` in any spelling, and an empty field, are NaN and Infinity.
 */
export function numberIn({ path, header }: DelimitedFile, { fields, line }: DelimitedRow, column: number): number {
  const text = (fields[column] as string).trim();
  if (text === '' || /^[+-]?nan$/i.test(text)) return Number.NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  throw new UsageError(`Expected a number in column "${header[column]}", got ${JSON.stringify(text)} (${path}:${line}).`);
}
