import { normalise, splitWords } from './normalise.js';

export interface TokenSettings {
  readonly lowercase: boolean;
  readonly tokens: 'words' | 'characters';
  /** Tokens rarer than this in the training data are unknown. */
  readonly minCount: number;
  /** Tokens that are kept of a text. */
  readonly maxLength: number;
}

/** Fills texts up to the length of their batch. */
export const paddingId = 0;
/** Stands for every token that training did not see often enough. */
export const unknownId = 1;
/** Of the first token of the vocabulary. */
export const firstTokenId = 2;

/** The tokens that have an id of their own: token i of the list has the id i + 2. */
export type Vocabulary = readonly string[];

/** From training data only. Most frequent first, ties in code-unit order. */
export function buildVocabulary(texts: readonly string[], settings: TokenSettings): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const token of tokenize(text, settings)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= settings.minCount)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([token]) => token);
}

/** Rows that an embedding table for this vocabulary has. */
export function idCount(vocabulary: Vocabulary): number {
  return vocabulary.length + firstTokenId;
}

/** A function from text to token ids. */
export function tokenEncoder(vocabulary: Vocabulary, settings: TokenSettings): (text: string) => number[] {
  const ids = new Map(vocabulary.map((token, index) => [token, index + firstTokenId]));
  return (text) => tokenize(text, settings).map((token) => ids.get(token) ?? unknownId);
}

function tokenize(text: string, { lowercase, tokens, maxLength }: TokenSettings): string[] {
  const normalised = normalise(text, lowercase);
  return (tokens === 'words' ? splitWords(normalised) : [...normalised]).slice(0, maxLength);
}
