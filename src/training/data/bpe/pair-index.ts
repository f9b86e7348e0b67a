import { PriorityQueue } from '../../../math/priority-queue.js';

/** A word as its tokens' numbers, and how often it occurs. */
interface CountedWord {
  readonly count: number;
  tokens: readonly number[];
}

/** Two tokens that stand side by side in words. */
interface Pair {
  readonly left: number;
  readonly right: number;
  /** Over all words, as often as they occur. */
  count: number;
  /** The words that have it, and perhaps some that had it. */
  readonly words: Set<CountedWord>;
}

/** A pair with the count that it had when it was queued: counts that fell since are put right when the pair's turn comes. */
interface Queued {
  readonly pair: Pair;
  readonly count: number;
}

/** Not a token of the vocabulary: it is in no pair. */
export const noToken = -1;

/**
 * Which pairs of tokens stand side by side in a set of words, and how often. Counted once; a merge then changes the counts in
 * those words alone that have the pair.
 */
export class PairIndex {
  readonly #pairs = new Map<number, Map<number, Pair>>();
  readonly #queue: PriorityQueue<Queued>;

  /** `precedes` orders two pairs that are equally frequent. */
  constructor(words: Iterable<readonly [tokens: readonly number[], count: number]>, precedes: (a: Pair, b: Pair) => boolean) {
    this.#queue = new PriorityQueue((a, b) => a.count > b.count || (a.count === b.count && precedes(a.pair, b.pair)));
    for (const [tokens, count] of words) this.#count({ tokens, count }, 1);
    for (const pairs of this.#pairs.values()) for (const pair of pairs.values()) this.#enqueue(pair);
  }

  /** The most frequent pair; undefined when none is left. */
  takeMostFrequent(): Pair | undefined {
    for (;;) {
      const queued = this.#queue.next();
      if (queued === undefined || queued.count === queued.pair.count) return queued?.pair;
      if (queued.pair.count > 0) this.#enqueue(queued.pair);
    }
  }

  /** Puts the token `merged` in the pair's place, from left to right, in all words. */
  merge({ left, right, words }: Pair, merged: number): void {
    const changed = new Set<Pair>();
    for (const word of words) {
      this.#count(word, -1);
      word.tokens = mergedTokens(word.tokens, left, right, merged);
      for (const pair of this.#count(word, 1)) {
        if (pair.left === merged || pair.right === merged) changed.add(pair);
      }
    }
    for (const pair of changed) this.#enqueue(pair);
  }

  /** Adds the word's pairs to the counts, or takes them out. */
  #count(word: CountedWord, sign: 1 | -1): Pair[] {
    const pairs: Pair[] = [];
    for (let i = 1; i < word.tokens.length; i++) {
      const [left, right] = [word.tokens[i - 1] as number, word.tokens[i] as number];
      if (left === noToken || right === noToken) continue;
      const pair = this.#pair(left, right);
      pair.count += sign * word.count;
      if (sign === 1) pair.words.add(word);
      pairs.push(pair);
    }
    return pairs;
  }

  #pair(left: number, right: number): Pair {
    let pairs = this.#pairs.get(left);
    if (pairs === undefined) {
      pairs = new Map();
      this.#pairs.set(left, pairs);
    }
    let pair = pairs.get(right);
    if (pair === undefined) {
      pair = { left, right, count: 0, words: new Set() };
      pairs.set(right, pair);
    }
    return pair;
  }

  #enqueue(pair: Pair): void {
    this.#queue.add({ pair, count: pair.count });
  }
}

function mergedTokens(tokens: readonly number[], left: number, right: number, merged: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const found = tokens[i] === left && tokens[i + 1] === right;
    result.push(found ? merged : (tokens[i] as number));
    if (found) i++;
  }
  return result;
}
