/**
 * Unicode's composed form (NFC), so that é is one character however it was typed; lower case where asked for. Upper case tells
 * languages apart (German nouns), intents hardly.
 */
export function normalise(text: string, lowercase: boolean): string {
  const composed = text.normalize('NFC');
  return lowercase ? composed.toLowerCase() : composed;
}

/** Words (letters, digits, apostrophes) and, each for itself, all other characters that are not white space. */
export function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}'’]+|[^\s\p{L}\p{M}\p{N}'’]/gu) ?? [];
}
