import { normalise, splitWords } from './normalise.js';
import { rememberWords } from './remember-words.js';

export interface NgramSettings {
  readonly lowercase: boolean;
  /** Longest word n-gram; 0: no words. */
  readonly wordNgrams: number;
  /** Longest character n-gram; 0: none. */
  readonly charNgrams: number;
  /** Ids are in [0, buckets). */
  readonly buckets: number;
  /** Words that are kept of a text. */
  readonly maxLength: number;
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo 1991, https://www.rfc-editor.org/rfc/rfc9923): cheap to extend by a character. */
export const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** Starts a word n-gram, so that the word "a" and the character "a" are different features. */
const wordOffset = fnvOffset ^ 0x5bd1e995;
const wordSeparator = 0x20;
const wordStart = 0x3c; // <
const wordEnd = 0x3e; // >

/**
 * A function from a text to the features of fastText (Bojanowski et al., "Enriching Word Vectors with Subword Information", 2017,
 * https://arxiv.org/abs/1607.04606): n-grams of words, and n-grams of characters inside each word, whose borders are marked with
 * < and >. Hashed into buckets, so no dictionary is needed and unseen words still have known parts. An n-gram that occurs twice
 * counts twice.
 */
export function ngramHasher(settings: NgramSettings): (text: string) => number[] {
  const insideWord = rememberWords((word) => characterNgrams(word, settings));
  return (text) => {
    const words = splitWords(normalise(text, settings.lowercase)).slice(0, settings.maxLength);
    const ids: number[] = [];
    for (const [i, word] of words.entries()) {
      pushWordNgrams(words, i, settings, ids);
      for (const id of insideWord(word)) ids.push(id);
    }
    return ids;
  };
}

/** All word n-grams that begin with word `start`. */
function pushWordNgrams(words: readonly string[], start: number, { wordNgrams, buckets }: NgramSettings, ids: number[]): void {
  let hash = wordOffset;
  const end = Math.min(start + wordNgrams, words.length);
  for (let i = start; i < end; i++) {
    const word = words[i] as string;
    for (let at = 0; at < word.length; at++) hash = extend(hash, word.charCodeAt(at));
    ids.push(bucketOf(hash, buckets));
    hash = extend(hash, wordSeparator);
  }
}

function characterNgrams(word: string, { charNgrams, buckets }: NgramSettings): number[] {
  const ids: number[] = [];
  const codes = [wordStart, ...Array.from({ length: word.length }, (_, at) => word.charCodeAt(at)), wordEnd];
  for (let start = 0; start < codes.length; start++) {
    let hash = fnvOffset;
    const end = Math.min(start + charNgrams, codes.length);
    for (let at = start; at < end; at++) {
      hash = extend(hash, codes[at] as number);
      const isLoneMark = at === start && (at === 0 || at === codes.length - 1);
      if (!isLoneMark) ids.push(bucketOf(hash, buckets));
    }
  }
  return ids;
}

/** One UTF-16 code unit into the hash. */
export function extend(hash: number, code: number): number {
  return Math.imul(Math.imul(hash ^ (code & 0xff), fnvPrime) ^ (code >>> 8), fnvPrime);
}

/** FNV-1a's low bits mix poorly when the number of buckets is a power of two: fold the high ones in. */
export function bucketOf(hash: number, buckets: number): number {
  return ((hash ^ (hash >>> 15)) >>> 0) % buckets;
}
