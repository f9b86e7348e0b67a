import { learnBytePairs } from './bpe/learn-byte-pairs.js';
import { segmentWord } from './bpe/segment-word.js';
import { normalise, splitWords } from './normalise.js';
import { rememberWords } from './remember-words.js';

export interface TokenSettings {
  readonly lowercase: boolean;
  readonly tokens: 'words' | 'characters' | 'bpe';
  /** Tokens rarer than this in the training data are unknown. */
  readonly minCount: number;
  /** Of a byte-pair encoding: the most tokens that it has. */
  readonly vocabularySize: number;
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

/**
 * From training data only. Words and characters come with the most frequent first, ties in code-unit order; the tokens of a
 * byte-pair encoding as they were learned.
 */
export function buildVocabulary(texts: readonly string[], settings: TokenSettings): Vocabulary {
  const { tokens, minCount, vocabularySize: size } = settings;
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const part of partsOf(text, settings)) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  if (tokens === 'bpe') return learnBytePairs(counts, { size, minCount });
  return [...counts]
    .filter(([, count]) => count >= minCount)
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
  const idOf = (token: string): number => ids.get(token) ?? unknownId;
  // Ids rise with the places in the vocabulary.
  const idsInWord = rememberWords((word) => segmentWord(word, (token) => ids.get(token)).map(idOf));
  const idsOf = settings.tokens === 'bpe' ? idsInWord : (token: string) => [idOf(token)];
  return (text) => partsOf(text, settings).flatMap(idsOf).slice(0, settings.maxLength);
}

/** What a text is made of, before a byte-pair encoding takes words apart. No part is less than a token. */
function partsOf(text: string, { lowercase, tokens, maxLength }: TokenSettings): string[] {
  const normalised = normalise(text, lowercase);
  return (tokens === 'characters' ? [...normalised] : splitWords(normalised)).slice(0, maxLength);
}
