import { UsageError } from '../../core/errors.js';
import { type DataFormat, formatOf, readDataFile } from '../../data-files/data-file.js';
import { DataMistakes } from '../../data-files/data-mistakes.js';
import { checkFieldCount, delimitedRows } from '../../data-files/delimited-rows.js';
import { detectDelimiter } from '../../data-files/delimiter.js';
import { jsonLines } from '../../data-files/json-lines.js';
import { columnIndex, filled } from './delimited.js';
import { readText } from './json-lines.js';
import type { TextFileOptions } from './text-file.js';

/** Where texts are in a file that need not have labels. */
type Options = Omit<TextFileOptions, 'labelColumn'>;

/**
 * The texts of a file such as those that a model was trained on; labels, and whatever else it has, are passed over.
 * @throws DataError with file and line of every record without a text
 */
export function readUnlabelledTexts(path: string, options: Options): string[] {
  const mistakes = new DataMistakes();
  const format = options.format ?? formatOf(path);
  const content = readDataFile(path);
  const texts =
    format === 'jsonl' ? textsOfJson(content, path, options, mistakes) : textsOfRows(content, path, format, options, mistakes);
  mistakes.throwIfAny();
  if (texts.length === 0) throw new UsageError(`Expected texts in ${path}, got none.`);
  return texts;
}

function textsOfJson(content: string, path: string, { textColumn }: Options, mistakes: DataMistakes): string[] {
  return jsonLines(content, path, mistakes).flatMap(
    ({ record, line }) => mistakes.attempt(() => [readText(record, String(textColumn), `${path}:${line}`)]) ?? [],
  );
}

function textsOfRows(
  content: string,
  path: string,
  format: Exclude<DataFormat, 'jsonl'>,
  { header, textColumn, delimiter = detectDelimiter(content) }: Options,
  mistakes: DataMistakes,
): string[] {
  const rows = delimitedRows(content, path, format, delimiter);
  const [first] = rows;
  if (first === undefined) return [];
  const index = columnIndex(textColumn, first, header, path);
  const read = (row: (typeof rows)[number]) => {
    checkFieldCount(row, first, path);
    return [filled(row.fields[index], 'text', textColumn, path, row.line)];
  };
  return (header ? rows.slice(1) : rows).flatMap((row) => mistakes.attempt(() => read(row)) ?? []);
}
