import { UsageError } from '../../../core/errors.js';
import type { TaggedDataSource } from '../../../core/task-spec.js';
import { bioTag } from './bio.js';
import type { TaggedSentence } from './tagged-sentence.js';

/** Which columns are which: numbers from 0, or from -1 backwards for the last ones. */
export type ConllColumns = Pick<Extract<TaggedDataSource, { kind: 'files' }>, 'tokenColumn' | 'tagColumn'>;

interface Row {
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * The sentences of a file in the format of the CoNLL shared tasks: one token a line with its tag in another column, an empty line
 * after each sentence. Columns stand apart by tabs where the first token's do, otherwise by spaces or tabs. Lines of
 * `-DOCSTART-` end a sentence; lines that begin with # and have not as many columns as the first token are comments.
 * Throws a UsageError with file and line for what is not as `columns` says.
 */
export function parseConll(content: string, path: string, columns: ConllColumns): TaggedSentence[] {
  const lines = content.split(/\r\n|[\r\n]/);
  const first = lines.findIndex((line) => !isBreak(line) && !line.startsWith('#'));
  if (first === -1) return [];
  const separator = (lines[first] as string).includes('\t') ? /\t/ : / +/;
  const split = (line: string): string[] => line.trimEnd().split(separator);
  const width = split(lines[first] as string).length;

  const sentences: Row[][] = [[]];
  for (const [index, source] of lines.entries()) {
    if (isBreak(source)) {
      sentences.push([]);
      continue;
    }
    const row = { fields: split(source), line: index + 1 };
    if (row.fields.length === width) sentences.at(-1)?.push(row);
    else if (!source.startsWith('#')) throw wrongWidth(row, path, width, first + 1);
  }
  return sentences.filter(({ length }) => length > 0).map((rows) => sentenceOf(rows, path, columns));
}

function isBreak(line: string): boolean {
  return line.trim() === '' || line.startsWith('-DOCSTART-');
}

function sentenceOf(rows: readonly Row[], path: string, { tokenColumn, tagColumn }: ConllColumns): TaggedSentence {
  const [{ line }] = rows as [Row];
  return {
    tokens: rows.map((row) => field(row, tokenColumn, 'token', path)),
    tags: rows.map((row) => bioTag(field(row, tagColumn, 'tag', path), `${path}:${row.line}`)),
    line,
  };
}

function field({ fields, line }: Row, column: number, what: 'token' | 'tag', path: string): string {
  const value = fields.at(column);
  if (value === undefined) {
    throw new UsageError(
      `Expected the column of the ${what} to be from ${-fields.length} to ${fields.length - 1}, got ${column} (${path}:${line}).`,
    );
  }
  if (value !== '') return value;
  throw new UsageError(`Expected a ${what} in column ${column}, got an empty field (${path}:${line}).`);
}

function wrongWidth({ fields, line }: Row, path: string, width: number, first: number): UsageError {
  return new UsageError(`Expected ${width} columns as in line ${first}, got ${fields.length} (${path}:${line}).`);
}
