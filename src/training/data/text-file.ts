import { UsageError } from '../../core/errors.js';
import type { TextDataSource } from '../../core/task-spec.js';
import { formatOf, readDataFile } from '../../data-files/data-file.js';
import { parseDelimited } from './delimited.js';
import { parseJsonLines } from './json-lines.js';
import type { LabelledTexts } from './labelled-texts.js';

/** How a file of labelled texts is laid out. */
export type TextFileOptions = Pick<
  Extract<TextDataSource, { kind: 'files' }>,
  'format' | 'textColumn' | 'labelColumn' | 'header'
>;

/**
 * Reads a CSV, TSV or JSONL file (UTF-8, with or without a byte order mark) of one labelled text a record.
 * Throws a UsageError that names file and line for everything in it that is not as `options` says.
 */
export function readTextFile(path: string, options: TextFileOptions): LabelledTexts {
  const format = options.format ?? formatOf(path);
  const content = readDataFile(path);
  const data = format === 'jsonl' ? parseJsonLines(content, path, options) : parseDelimited(content, path, format, options);
  if (data.texts.length === 0) throw new UsageError(`Expected labelled texts in ${path}, got none.`);
  return data;
}
