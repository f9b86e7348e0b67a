import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { TextDataSource } from '../../core/task-spec.js';
import { decodeUtf8 } from '../../data-files/decode-utf8.js';
import { parseDelimited } from './delimited.js';
import { parseJsonLines } from './json-lines.js';
import type { LabelledTexts } from './labelled-texts.js';

/** How a file of labelled texts is laid out. */
export type TextFileOptions = Pick<
  Extract<TextDataSource, { kind: 'files' }>,
  'format' | 'textColumn' | 'labelColumn' | 'header'
>;

type Format = NonNullable<TextFileOptions['format']>;

const formatOfEnding: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/**
 * Reads a CSV, TSV or JSONL file (UTF-8, with or without a byte order mark) of one labelled text a record.
 * Throws a UsageError that names file and line for everything in it that is not as `options` says.
 */
export function readTextFile(path: string, options: TextFileOptions): LabelledTexts {
  const format = options.format ?? formatOf(path);
  const content = decodeUtf8(readBytes(path), path);
  const data = format === 'jsonl' ? parseJsonLines(content, path, options) : parseDelimited(content, path, format, options);
  if (data.texts.length === 0) throw new UsageError(`Expected labelled texts in ${path}, got none.`);
  return data;
}

function formatOf(path: string): Format {
  const format = formatOfEnding[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  const endings = Object.keys(formatOfEnding).join(', ');
  throw new UsageError(`Expected ${path} to end in one of ${endings}; otherwise say its \`format\`: csv, tsv or jsonl.`);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`Expected a data file at ${path}, found none.`);
    throw new UsageError(`Cannot read the data file ${path}: ${(error as Error).message}`);
  }
}
