import { charactersOf } from './learn-byte-pairs.js';

/**
 * A word in the tokens of a byte-pair encoding: of all neighbours that together are a token, those that are the first one in the
 * vocabulary become one, again and again. What is no token stays as a single character.
 *
 * @param rankOf a token's place in the vocabulary; undefined for what is none
 */
export function segmentWord(word: string, rankOf: (token: string) => number | undefined): string[] {
  const parts = charactersOf(word);
  /** Of the token that part i and the next one make. */
  const ranks = parts.map((_, i) => rankAt(i));
  for (;;) {
    const at = indexOfLeast(ranks);
    if (ranks[at] === Number.POSITIVE_INFINITY) return parts;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
    ranks.splice(at, 1);
    ranks[at] = rankAt(at);
    if (at > 0) ranks[at - 1] = rankAt(at - 1);
  }

  function rankAt(i: number): number {
    const next = parts[i + 1];
    return (next === undefined ? undefined : rankOf(`${parts[i]}${next}`)) ?? Number.POSITIVE_INFINITY;
  }
}

function indexOfLeast(values: readonly number[]): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) < (values[least] as number)) least = i;
  return least;
}
