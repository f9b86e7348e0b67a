import { CsvError, parse } from 'csv-parse/sync';
import { UsageError } from '../core/errors.js';

export interface DelimitedRow {
  readonly fields: readonly string[];
  /** Line at which the row begins, from 1; a quoted field may span several. */
  readonly line: number;
}

/**
 * Values separated by commas, or what `delimiter` says, with quoted fields (RFC 4180), or by tabs, a row a line; empty lines are
 * skipped, line breaks in fields become \n. Tab-separated files are often written without any quoting: there quotes count only
 * around a whole field, so that a text which merely begins with one does not swallow the lines after it.
 * Throws a UsageError with file and line for a quoted field without an end.
 */
export function delimitedRows(content: string, path: string, format: 'csv' | 'tsv', delimiter = ','): DelimitedRow[] {
  const rows: DelimitedRow[] = [];
  let previousEnd = 0;
  try {
    // The parser counts a line break of two characters inside quotes as two lines.
    parse(content.replace(/\r\n?/g, '\n'), {
      ...(format === 'csv' ? { delimiter } : { delimiter: '\t', quote: null }),
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

/** Throws a UsageError for a row that has not as many fields as the first one. */
export function checkFieldCount({ fields, line }: DelimitedRow, first: DelimitedRow, path: string): void {
  if (fields.length === first.fields.length) return;
  throw new UsageError(
    `Expected ${first.fields.length} fields as in line ${first.line}, got ${fields.length} (${path}:${line}). ` +
      'A field that contains the separator needs double quotes around it.',
  );
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
