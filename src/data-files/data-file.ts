import { extname } from 'node:path';
import { UsageError } from '../core/errors.js';
import { decodeUtf8 } from './decode-utf8.js';
import { readFileBytes } from './file-bytes.js';

export type DataFormat = 'csv' | 'tsv' | 'jsonl';

const formatOfEnding: Readonly<Record<string, DataFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** By the file's ending, a further .gz aside. Throws a UsageError for one that says nothing. */
export function formatOf(path: string): DataFormat {
  const format = formatOfEnding[extname(path.replace(/\.gz$/i, '')).toLowerCase()];
  if (format !== undefined) return format;
  const endings = Object.keys(formatOfEnding).join(', ');
  throw new UsageError(`Expected ${path} to end in one of ${endings}; otherwise say its \`format\`: csv, tsv or jsonl.`);
}

/**
 * The text of a file in UTF-8, with or without a byte order mark, packed with gzip or not, whatever it is called.
 * Throws a UsageError that says what is wrong with it, and where.
 */
export function readDataFile(path: string): string {
  return decodeUtf8(readFileBytes(path), path);
}
