/** A stretch of a text: `text.slice(start, end)`. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Tokens that are known already, one space apart, with the text that they make. */
export function spacedTokens(tokens: readonly string[]): { readonly text: string; readonly tokens: readonly Token[] } {
  let start = 0;
  const placed = tokens.map((text) => {
    const token = { text, start, end: start + text.length };
    start = token.end + 1;
    return token;
  });
  return { text: tokens.join(' '), tokens: placed };
}

const part = /[\p{L}\p{M}'’]+|\p{N}+|[^\s\p{L}\p{M}\p{N}'’]/gu;

/**
 * Words (letters and apostrophes), numbers (digits) and, each for itself, all other characters that are not white space.
 *
 * @param isToken whether what stands between white space is one token as it is, such as `U.S.`
 */
export function tokenize(text: string, isToken: (chunk: string) => boolean = () => false): Token[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: chunk, index: start }) => {
    const parts = isToken(chunk) ? [{ 0: chunk, index: 0 }] : [...chunk.matchAll(part)];
    return parts.map(({ 0: token, index }) => ({ text: token, start: start + index, end: start + index + token.length }));
  });
}
