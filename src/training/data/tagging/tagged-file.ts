import { UsageError } from '../../../core/errors.js';
import type { TaggedFile } from '../../../core/task-spec.js';
import { decodeUtf8 } from '../../../data-files/decode-utf8.js';
import { readFileBytes } from '../../../data-files/file-bytes.js';
import { type ConllColumns, parseConll } from './conll.js';
import { parseParallelLines } from './parallel-lines.js';
import type { TaggedSentence } from './tagged-sentence.js';

/**
 * Reads a file in columns, or a file of tokens and one of their tags (UTF-8, packed with gzip or not).
 * Throws a UsageError that names file and line for everything in it that is not as `columns` says.
 */
export function readTaggedFile(file: TaggedFile, columns: ConllColumns): TaggedSentence[] {
  const sentences =
    typeof file === 'string'
      ? parseConll(textOf(file), file, columns)
      : parseParallelLines({ tokens: textOf(file.tokens), tags: textOf(file.tags) }, file);
  if (sentences.length === 0) throw new UsageError(`Expected tagged sentences in ${nameOf(file)}, got none.`);
  return sentences;
}

/** The file in which the tags are, for messages. */
export function nameOf(file: TaggedFile): string {
  return typeof file === 'string' ? file : file.tags;
}

function textOf(path: string): string {
  return decodeUtf8(readFileBytes(path), path);
}
