import type { TextDataSource } from '../../core/task-spec.js';
import { formatOf, readDataFile } from '../../data-files/data-file.js';
import type { DataMistakes } from '../../data-files/data-mistakes.js';
import { parseDelimited } from './delimited.js';
import { parseJsonLines } from './json-lines.js';
import type { LabelledTexts } from './labelled-texts.js';

/** How a file of labelled texts is laid out. */
export type TextFileOptions = Pick<
  Extract<TextDataSource, { kind: 'files' }>,
  'format' | 'delimiter' | 'textColumn' | 'labelColumn' | 'header'
>;

/**
 * Reads a CSV, TSV or JSONL file (UTF-8, with or without a byte order mark) of one labelled text a record.
 * What is not as `options` says goes to `mistakes`, with file and line. Throws a UsageError when none of it can be read.
 */
export function readTextFile(path: string, options: TextFileOptions, mistakes: DataMistakes): LabelledTexts {
  const format = options.format ?? formatOf(path);
  const content = readDataFile(path);
  const data =
    format === 'jsonl'
      ? parseJsonLines(content, path, options, mistakes)
      : parseDelimited(content, path, format, options, mistakes);
  if (data.texts.length === 0 && !mistakes.any) mistakes.add(`Expected labelled texts in ${path}, got none.`);
  return data;
}
