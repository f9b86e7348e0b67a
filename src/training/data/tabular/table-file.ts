import { UsageError } from '../../../core/errors.js';
import { type DataFormat, formatOf, readDataFile } from '../../../data-files/data-file.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { checkFieldCount, delimitedRows } from '../../../data-files/delimited-rows.js';
import { detectDelimiter } from '../../../data-files/delimiter.js';
import { type JsonLine, jsonLines, kindOfJson } from '../../../data-files/json-lines.js';
import type { Table } from './table.js';

/** How a file is laid out. */
export interface TableFileOptions {
  /** From the file's ending when left out. */
  readonly format?: DataFormat;
  /** Of a CSV file; found by looking at its first lines when left out. */
  readonly delimiter?: string;
  /** Whether the first line names the columns; JSON lines always do. */
  readonly header: boolean;
  /** What stands for a missing value, beside an empty field and JSON's null. */
  readonly missing: readonly string[];
}

/**
 * Reads a CSV, TSV or JSONL file (UTF-8, with gzip or without) of one example a row.
 * Throws a UsageError that names file and line for everything that is wrong with it.
 */
export function readTable(path: string, options: TableFileOptions): Table {
  const format = options.format ?? formatOf(path);
  const content = readDataFile(path);
  const words = new Set(['', ...options.missing]);
  const mistakes = new DataMistakes();
  const table =
    format === 'jsonl'
      ? jsonTable(content, path, words, mistakes)
      : delimitedTable(content, path, format, options, words, mistakes);
  mistakes.throwIfAny();
  if (table.cells.length === 0) throw new UsageError(`Expected rows in ${path}, got none.`);
  return table;
}

function delimitedTable(
  content: string,
  path: string,
  format: 'csv' | 'tsv',
  { header, delimiter = detectDelimiter(content) }: TableFileOptions,
  missing: ReadonlySet<string>,
  mistakes: DataMistakes,
): Table {
  const rows = delimitedRows(content, path, format, delimiter);
  const first = rows[0];
  if (first === undefined) throw new UsageError(`Expected a table in ${path}, got an empty file.`);
  for (const row of rows) mistakes.attempt(() => checkFieldCount(row, first, path));
  const columns = first.fields.map((name, index) => (header ? name.trim() : String(index)));
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`Expected each column once, got "${twice}" twice (${path}:${first.line}).`);
  const examples = header ? rows.slice(1) : rows;
  return {
    path,
    columns,
    cells: examples.map(({ fields }) => fields.map((field) => presentText(field, missing))),
    lines: examples.map(({ line }) => line),
  };
}

/** The columns are all keys that occur, in the order in which they first do. */
function jsonTable(content: string, path: string, missing: ReadonlySet<string>, mistakes: DataMistakes): Table {
  const lines = jsonLines(content, path, mistakes);
  const columns = [...new Set(lines.flatMap(({ record }) => Object.keys(record)))];
  return {
    path,
    columns,
    cells: lines.map((line) => columns.map((column) => mistakes.attempt(() => jsonText(line, column, path, missing)))),
    lines: lines.map(({ line }) => line),
  };
}

function jsonText({ record, line }: JsonLine, key: string, path: string, missing: ReadonlySet<string>): string | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : null;
  if (value === null) return undefined;
  if (typeof value === 'object') {
    throw new UsageError(
      `Expected a string, a number, a boolean or null in "${key}", got ${kindOfJson(value)} (${path}:${line}).`,
    );
  }
  return presentText(String(value), missing);
}

function presentText(field: string, missing: ReadonlySet<string>): string | undefined {
  const text = field.trim();
  return missing.has(text) ? undefined : text;
}
