import { UsageError } from '../../../core/errors.js';
import type { TaggedDataSource } from '../../../core/task-spec.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
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
 * Throws a DataError with file and line for everything that is not as `columns` says.
 */
export function parseConll(content: string, path: string, columns: ConllColumns): TaggedSentence[] {
  const mistakes = new DataMistakes();
  const sentences = rowsOf(content, path, mistakes);
  checkColumn(columns.tokenColumn, 'token', sentences, path);
  checkColumn(columns.tagColumn, 'tag', sentences, path);
  const tagged = sentences.map((rows) => sentenceOf(rows, path, columns, mistakes));
  mistakes.throwIfAny();
  return tagged;
}

/**
 * The tokens of each sentence of a file in that format, with tags or without: the other columns are passed over, and a single one
 * is that of the tokens whatever `tokenColumn` says.
 * @throws DataError with file and line for everything that is not so
 */
export function parseConllTokens(content: string, path: string, tokenColumn: number): string[][] {
  const mistakes = new DataMistakes();
  const sentences = rowsOf(content, path, mistakes);
  const column = sentences[0]?.[0]?.fields.length === 1 ? 0 : tokenColumn;
  checkColumn(column, 'token', sentences, path);
  const read = (row: Row) => mistakes.attempt(() => [field(row, column, 'token', path)]) ?? [];
  const tokens = sentences.map((rows) => rows.flatMap(read));
  mistakes.throwIfAny();
  return tokens;
}

/** The rows of each sentence, all of them as wide as the first token's. */
function rowsOf(content: string, path: string, mistakes: DataMistakes): Row[][] {
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
    else if (!source.startsWith('#')) mistakes.add(wrongWidth(row, path, width, first + 1));
  }
  return sentences.filter(({ length }) => length > 0);
}

function isBreak(line: string): boolean {
  return line.trim() === '' || line.startsWith('-DOCSTART-');
}

/** Without the tokens that have mistakes, which are kept. */
function sentenceOf(
  rows: readonly Row[],
  path: string,
  { tokenColumn, tagColumn }: ConllColumns,
  mistakes: DataMistakes,
): TaggedSentence {
  const [{ line }] = rows as [Row];
  const read = rows.flatMap((row) => {
    const token = mistakes.attempt(() => field(row, tokenColumn, 'token', path));
    const tag = mistakes.attempt(() => bioTag(field(row, tagColumn, 'tag', path), `${path}:${row.line}`));
    return token === undefined || tag === undefined ? [] : [{ token, tag }];
  });
  return { tokens: read.map(({ token }) => token), tags: read.map(({ tag }) => tag), line };
}

function field({ fields, line }: Row, column: number, what: 'token' | 'tag', path: string): string {
  const value = fields.at(column);
  if (value) return value;
  throw new UsageError(`Expected a ${what} in column ${column}, got an empty field (${path}:${line}).`);
}

function checkColumn(column: number, what: 'token' | 'tag', [sentence]: readonly Row[][], path: string): void {
  if (sentence === undefined) return;
  const [{ fields, line }] = sentence as [Row];
  const width = fields.length;
  if (column >= -width && column < width) return;
  throw new UsageError(
    `Expected the column of the ${what} to be from ${-width} to ${width - 1}, got ${column} (${path}:${line}).`,
  );
}

function wrongWidth({ fields, line }: Row, path: string, width: number, first: number): string {
  return `Expected ${width} column${width === 1 ? '' : 's'} as in line ${first}, got ${fields.length} (${path}:${line}).`;
}
