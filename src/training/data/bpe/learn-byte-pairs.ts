import { noToken, PairIndex } from './pair-index.js';

/** Ends every word, so that `est` at the end of one is another token than inside. No word contains it. */
const endOfWord = ' ';

export interface BytePairSettings {
  /** The most tokens to learn, characters and merged ones together. */
  readonly size: number;
  /** Tokens rarer than this are not learned; a merged one has to occur twice at least. */
  readonly minCount: number;
}

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016,
 * https://aclanthology.org/P16-1162, algorithm 1): beginning with single characters, the two tokens that stand side by side most
 * often become one, until there are enough.
 *
 * Where pairs are equally frequent, the paper takes the one that its dictionary has first; here it is the one that is first in
 * code-unit order, so that the order of the texts does not matter. Rare characters are left out of the pairs, too.
 *
 * @param words how often each word occurs
 * @returns the tokens: characters, the most frequent first, then merged ones in the order of their merging
 */
export function learnBytePairs(words: ReadonlyMap<string, number>, { size, minCount }: BytePairSettings): string[] {
  const tokens = frequentCharacters(words, minCount).slice(0, size);
  const numbers = new Map(tokens.map((token, number) => [token, number]));
  const textOf = (number: number) => tokens[number] as string;
  const index = new PairIndex(
    [...words].map(([word, count]) => [charactersOf(word).map((character) => numbers.get(character) ?? noToken), count]),
    (a, b) => (a.left === b.left ? textOf(a.right) < textOf(b.right) : textOf(a.left) < textOf(b.left)),
  );
  while (tokens.length < size) {
    const pair = index.takeMostFrequent();
    if (pair === undefined || pair.count < Math.max(2, minCount)) break;
    const token = textOf(pair.left) + textOf(pair.right);
    // Another pair may have made the same token: "ab" + "c" after "a" + "bc".
    const merged = numbers.get(token) ?? tokens.push(token) - 1;
    numbers.set(token, merged);
    index.merge(pair, merged);
  }
  return tokens;
}

export function charactersOf(word: string): string[] {
  return [...word, endOfWord];
}

function frequentCharacters(words: ReadonlyMap<string, number>, minCount: number): string[] {
  const counts = new Map<string, number>();
  for (const [word, count] of words) {
    for (const character of charactersOf(word)) counts.set(character, (counts.get(character) ?? 0) + count);
  }
  return [...counts]
    .filter(([, count]) => count >= minCount)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([character]) => character);
}
