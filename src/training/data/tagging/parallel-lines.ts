import { UsageError } from '../../../core/errors.js';
import type { TaggedFile } from '../../../core/task-spec.js';
import { DataMistakes } from '../../../data-files/data-mistakes.js';
import { bioTag } from './bio.js';
import type { TaggedSentence } from './tagged-sentence.js';

type FilePair = Exclude<TaggedFile, string>;

/**
 * The sentences of two files with one sentence a line, tokens and tags apart by spaces (`seq.in` and `seq.out` as slot-filling
 * data has them). Lines that are empty in both are skipped.
 * Throws a UsageError with file and line of everything where the two do not go together.
 */
export function parseParallelLines(contents: FilePair, paths: FilePair): TaggedSentence[] {
  const [tokenLines, tagLines] = [linesOf(contents.tokens), linesOf(contents.tags)];
  if (tokenLines.length !== tagLines.length) {
    throw new UsageError(
      `Expected as many lines of tags as of tokens, ${tokenLines.length} as in ${paths.tokens}, got ${tagLines.length} (${paths.tags}).`,
    );
  }
  const mistakes = new DataMistakes();
  const sentences = tokenLines.flatMap((line, index) => {
    const tokens = fieldsOf(line);
    const where = `${paths.tags}:${index + 1}`;
    const tags = fieldsOf(tagLines[index] as string).flatMap((tag) => mistakes.attempt(() => [bioTag(tag, where)]) ?? [tag]);
    if (tokens.length !== tags.length) {
      mistakes.add(
        `Expected as many tags as tokens, ${tokens.length} as in ${paths.tokens}:${index + 1}, got ${tags.length} (${where}).`,
      );
    }
    return tokens.length === 0 ? [] : [{ tokens, tags, line: index + 1 }];
  });
  mistakes.throwIfAny();
  return sentences;
}

function linesOf(content: string): string[] {
  return content.trimEnd().split(/\r?\n/);
}

function fieldsOf(line: string): string[] {
  return line.trim() === '' ? [] : line.trim().split(/[ \t]+/);
}
