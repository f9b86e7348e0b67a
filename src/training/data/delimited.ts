import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from '../../core/errors.js';
import type { LabelledTexts } from './labelled-texts.js';

export interface DelimitedOptions {
  readonly textColumn: string | number;
  readonly labelColumn: string | number;
  readonly header: boolean;
}

interface Row {
  readonly fields: readonly string[];
  /** Line at which the row begins, from 1; a quoted field may span several. */
  readonly line: number;
}

/**
 * Comma-separated values with quoted fields (RFC 4180), or tab-separated ones, a row a line; empty lines are skipped, line breaks
 * in fields become \n. Tab-separated files are often written without any quoting: there quotes count only around a whole
 * field, so that a text which merely begins with one does not swallow the lines after it.
 */
export function parseDelimited(content: string, path: string, format: 'csv' | 'tsv', options: DelimitedOptions): LabelledTexts {
  const rows = parseRows(content, path, format);
  const first = rows[0];
  if (first === undefined) throw new UsageError(`Expected labelled texts in ${path}, got an empty file.`);
  const textIndex = columnIndex(options.textColumn, first, options.header, path);
  const labelIndex = columnIndex(options.labelColumn, first, options.header, path);

  const texts: string[] = [];
  const labels: string[] = [];
  const lines: number[] = [];
  for (const { fields, line } of options.header ? rows.slice(1) : rows) {
    if (fields.length !== first.fields.length) {
      throw new UsageError(
        `Expected ${first.fields.length} fields as in line ${first.line}, got ${fields.length} (${path}:${line}). ` +
          'A field that contains the separator needs double quotes around it.',
      );
    }
    texts.push(filled(fields[textIndex], 'text', options.textColumn, path, line));
    labels.push(filled(fields[labelIndex], 'label', options.labelColumn, path, line).trim());
    lines.push(line);
  }
  return { texts, labels, lines };
}

function parseRows(content: string, path: string, format: 'csv' | 'tsv'): Row[] {
  const rows: Row[] = [];
  let previousEnd = 0;
  try {
    // The parser counts a line break of two characters inside quotes as two lines.
    parse(content.replace(/\r\n?/g, '\n'), {
      ...(format === 'csv' ? { delimiter: ',' } : { delimiter: '\t', quote: null }),
      skip_empty_lines: true,
      // Counting fields is left to us, for the sake of the message; so are stray quotes inside an unquoted field, which are plain text.
      relax_column_count: true,
      relax_quotes: true,
      on_record: (fields: string[], { lines }) => {
        rows.push({ fields: format === 'csv' ? fields : fields.map(unquoted), line: lines - lineBreaksIn(fields) });
        previousEnd = lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(unclosedQuote(error, path, previousEnd));
  }
  return rows;
}

function unquoted(field: string): string {
  return /^".*"$/.test(field) && field.length > 1 ? field.slice(1, -1).replaceAll('""', '"') : field;
}

/** The parser tells where a record ends: it begins as many lines earlier as its fields hold line breaks. */
function lineBreaksIn(fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
}

function unclosedQuote(error: CsvError, path: string, previousEnd: number): string {
  if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return `Cannot parse ${path} after line ${previousEnd}: ${error.message}`;
  return `Expected a closing double quote for the field that begins at ${path}:${previousEnd + 1}, got the end of the file.`;
}

function columnIndex(column: string | number, first: Row, header: boolean, path: string): number {
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
  throw new UsageError(`Expected a column "${column}" in the header, got ${names} (${path}:${first.line}).`);
}

function filled(value: string | undefined, what: 'text' | 'label', column: string | number, path: string, line: number): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new UsageError(`Expected a ${what} in column ${JSON.stringify(column)}, got an empty field (${path}:${line}).`);
}
