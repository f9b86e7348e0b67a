import { UsageError } from '../../core/errors.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import { checkFieldCount, type DelimitedRow, delimitedRows } from '../../data-files/delimited-rows.js';
import { detectDelimiter } from '../../data-files/delimiter.js';
import type { LabelledTexts } from './labelled-texts.js';

/** By name, or by number from 0. */
type Column = string | number;

export interface DelimitedOptions {
  readonly textColumn: Column;
  readonly labelColumn: Column;
  readonly header: boolean;
  /** Of a CSV file; found by looking at its first lines when left out. */
  readonly delimiter?: string;
}

/**
 * The labelled texts of a CSV or TSV file. Rows that are not as the options say are left out and go to `mistakes`.
 * Throws a UsageError, with file and line, when no row can be read.
 */
export function parseDelimited(
  content: string,
  path: string,
  format: 'csv' | 'tsv',
  options: DelimitedOptions,
  mistakes: DataMistakes,
): LabelledTexts {
  const { delimiter = detectDelimiter(content) } = options;
  const rows = delimitedRows(content, path, format, delimiter);
  const first = rows[0];
  if (first === undefined) throw new UsageError(`Expected labelled texts in ${path}, got an empty file.`);
  const [textIndex, labelIndex] = columnIndices([options.textColumn, options.labelColumn], first, options.header, path);

  const texts: string[] = [];
  const labels: string[] = [];
  const lines: number[] = [];
  for (const { fields, line } of options.header ? rows.slice(1) : rows) {
    mistakes.attempt(() => {
      checkFieldCount({ fields, line }, first, path);
      const text = filled(fields[textIndex], 'text', options.textColumn, path, line);
      labels.push(filled(fields[labelIndex], 'label', options.labelColumn, path, line).trim());
      texts.push(text);
      lines.push(line);
    });
  }
  return { texts, labels, lines, path };
}

/** @throws DataError with each column that is not there */
function columnIndices(
  [text, label]: readonly [Column, Column],
  first: DelimitedRow,
  header: boolean,
  path: string,
): readonly [number, number] {
  const mistakes = new DataMistakes();
  const indexOf = (column: Column) => mistakes.attempt(() => columnIndex(column, first, header, path)) as number;
  const indices = [indexOf(text), indexOf(label)] as const;
  mistakes.throwIfAny();
  return indices;
}

/** A column's place, from 0. Throws a UsageError where there is none of that name or number. */
export function columnIndex(column: Column, first: DelimitedRow, header: boolean, path: string): number {
  const { fields } = first;
  const index = typeof column === 'number' ? column : header ? fields.findIndex((name) => name.trim() === column) : -1;
  if (Number.isInteger(index) && index >= 0 && index < fields.length) return index;
  if (typeof column === 'number') {
    throw new UsageError(`Expected a column number from 0 to ${fields.length - 1}, got ${column} (${path}:${first.line}).`);
  }
  if (!header) {
    throw new UsageError(`Expected a column number (from 0) for a file without a header, got "${column}" (${path}).`);
  }
  const names = fields.map((name) => `"${name.trim()}"`).join(', ');
  throw new UsageError(
    `Expected a column "${column}" in the header, got ${names} (${path}:${first.line}); a file without a header needs \`header: false\`.`,
  );
}

/** A field that is not empty. Throws a UsageError for one that is. */
export function filled(value: string | undefined, what: 'text' | 'label', column: Column, path: string, line: number): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new UsageError(`Expected a ${what} in column ${JSON.stringify(column)}, got an empty field (${path}:${line}).`);
}
