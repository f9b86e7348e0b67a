/** A text taken apart: `gaps[0] words[0] gaps[1] words[1] ... gaps[n]`, one after the other, are the text. */
export interface TextWords {
  readonly words: readonly string[];
  /** What stands before each word, and after the last: white space and punctuation. One more than there are words. */
  readonly gaps: readonly string[];
}

/** The words as `splitWords` has them: letters, digits and apostrophes. */
export function takeApart(text: string): TextWords {
  const words: string[] = [];
  const gaps: string[] = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
    gaps.push(text.slice(end, match.index));
    words.push(match[0]);
    end = match.index + match[0].length;
  }
  gaps.push(text.slice(end));
  return { words, gaps };
}

export function putTogether({ words, gaps }: TextWords): string {
  return words.reduce((text, word, i) => text + word + gaps[i + 1], gaps[0] as string);
}

/** The gap where two were and the word between them is gone: of two spaces one, of a space and a comma the comma. */
export function joinedGap(left: string, right: string): string {
  if (left === '') return right.trimStart();
  if (right === '') return left.trimEnd();
  if (right.trim() === '') return left;
  return left.trim() === '' ? right : left + right;
}
