import { type Rng, shuffled, uniformInt } from '../../../math/rng.js';
import type { Replaceable, Synonyms } from './synonyms.js';
import { joinedGap, type TextWords } from './text-words.js';
import { mistype } from './typing-mistakes.js';

/**
 * The four operations of EDA (Wei and Zou, "EDA: Easy Data Augmentation Techniques for Boosting Performance on Text Classification
 * Tasks", 2019, https://aclanthology.org/D19-1670, section 2), and typing mistakes. `rate` is the paper's alpha (p for the deletion):
 * the share of a text's words that an operation changes.
 *
 * The paper changes one word at least. Here the number of changes is rounded up or down at random, so that a rate near 0 changes
 * next to nothing: a search over rates meets no jump where an operation sets in.
 */
export type WordOperation = (text: TextWords, rng: Rng) => TextWords;

/**
 * Puts synonyms in the place of words that have some. A word that stands for a capitalised one is capitalised.
 *
 * @param wordForWord leaves out phrases, so that there are as many words as before
 */
export function replaceBySynonyms(synonyms: Synonyms, rate: number, wordForWord = false): WordOperation {
  return (text, rng) => {
    const count = roundedAtRandom(rate * text.words.length, rng);
    if (count === 0) return text;
    const candidates = synonyms.replaceable(text);
    const places = shuffled(rng, wordForWord ? candidates.flatMap(onlyWords) : candidates).slice(0, count);
    const words = [...text.words];
    const gaps = [...text.gaps];
    // From right to left, so that a phrase in a single word's place, or the other way round, moves none that is still to come.
    for (const { start, length, alternatives } of places.sort((a, b) => b.start - a.start)) {
      words.splice(start, length, inCaseOf(words[start] as string, anyOf(alternatives, rng)));
      gaps.splice(start + 1, length - 1);
    }
    return { words, gaps };
  };
}

/** Puts synonyms of words of the text anywhere between its words. */
export function insertSynonyms(synonyms: Synonyms, rate: number): WordOperation {
  return (text, rng) => {
    const count = roundedAtRandom(rate * text.words.length, rng);
    if (count === 0) return text;
    const sources = synonyms.replaceable(text);
    if (sources.length === 0) return text;
    const words = [...text.words];
    const gaps = [...text.gaps];
    for (let i = 0; i < count; i++) {
      const at = uniformInt(rng, 0, words.length);
      words.splice(at, 0, anyOf(anyOf(sources, rng).alternatives, rng));
      // Behind the new word, but before what ends the text.
      gaps.splice(Math.min(at + 1, gaps.length - 1), 0, ' ');
    }
    return { words, gaps };
  };
}

/** Lets two words change places, again and again. Punctuation stays where it is. */
export function swapWords(rate: number): WordOperation {
  return ({ words, gaps }, rng) => {
    const count = words.length < 2 ? 0 : roundedAtRandom(rate * words.length, rng);
    const result = [...words];
    for (let i = 0; i < count; i++) {
      const first = uniformInt(rng, 0, words.length - 1);
      const other = (first + uniformInt(rng, 1, words.length - 1)) % words.length;
      [result[first], result[other]] = [result[other] as string, result[first] as string];
    }
    return { words: result, gaps };
  };
}

/** Leaves out each word with the probability `rate`; when all would go, one stays. */
export function deleteWords(rate: number): WordOperation {
  return (text, rng) => {
    const kept = text.words.map(() => rng.next() >= rate);
    if (!kept.includes(true) && kept.length > 0) kept[uniformInt(rng, 0, kept.length - 1)] = true;
    const words: string[] = [];
    const gaps = [text.gaps[0] as string];
    for (const [i, word] of text.words.entries()) {
      const gap = text.gaps[i + 1] as string;
      if (kept[i]) {
        words.push(word);
        gaps.push(gap);
      } else {
        gaps.push(joinedGap(gaps.pop() as string, gap));
      }
    }
    return { words, gaps };
  };
}

/** Gives each word, with the probability `rate`, a typing mistake. */
export function addTypingMistakes(rate: number): WordOperation {
  return ({ words, gaps }, rng) => ({ words: words.map((word) => (rng.next() < rate ? mistype(word, rng) : word)), gaps });
}

/** The place with those of its alternatives that are single words; none where it is no single word itself, or has none of them. */
function onlyWords({ start, length, alternatives }: Replaceable): Replaceable[] {
  const words = alternatives.filter((alternative) => !/\s/.test(alternative));
  return length === 1 && words.length > 0 ? [{ start, length, alternatives: words }] : [];
}

/** One of the two whole numbers around `value`, so that their mean is `value`. */
function roundedAtRandom(value: number, rng: Rng): number {
  const below = Math.floor(value);
  return rng.next() < value - below ? below + 1 : below;
}

function anyOf<T>(items: readonly T[], rng: Rng): T {
  return items[uniformInt(rng, 0, items.length - 1)] as T;
}

function inCaseOf(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase()) return word.toUpperCase();
  const [first = ''] = model;
  const isCapitalised = first !== first.toLowerCase();
  return isCapitalised ? word.replace(/^./u, (letter) => letter.toUpperCase()) : word;
}
