import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersOf, learnBytePairs } from '../../../../src/training/data/bpe/learn-byte-pairs.js';
import { segmentWord } from '../../../../src/training/data/bpe/segment-word.js';

/** The dictionary of the paper's algorithm 1. */
const paper = new Map([
  ['low', 5],
  ['lower', 2],
  ['newest', 6],
  ['widest', 3],
]);

interface Learned {
  readonly tokens: readonly string[];
  /** By word. */
  readonly segments: ReadonlyMap<string, readonly string[]>;
}

/** The paper's algorithm as it stands there: every pair of every word counted anew for every merge. */
function learnPlainly(words: ReadonlyMap<string, number>, merges: number): Learned {
  const segments = new Map([...words.keys()].map((word) => [word, charactersOf(word)]));
  const tokens: string[] = [];
  while (tokens.length < merges) {
    const counts = new Map<string, { pair: readonly [string, string]; count: number }>();
    for (const [word, parts] of segments) {
      for (const [i, right] of parts.entries()) {
        if (i === 0) continue;
        const pair = [parts[i - 1] as string, right] as const;
        const count = (counts.get(pair.join('|'))?.count ?? 0) + (words.get(word) as number);
        counts.set(pair.join('|'), { pair, count });
      }
    }
    const [best] = [...counts.values()].sort(
      (a, b) => b.count - a.count || order(a.pair[0], b.pair[0]) || order(a.pair[1], b.pair[1]),
    );
    if (best === undefined || best.count < 2) break;
    for (const [word, parts] of segments) segments.set(word, merge(parts, best.pair));
    if (!tokens.includes(best.pair.join(''))) tokens.push(best.pair.join(''));
  }
  return { tokens, segments };
}

function merge(parts: readonly string[], [left, right]: readonly [string, string]): string[] {
  const result: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const found = parts[i] === left && parts[i + 1] === right;
    result.push(found ? left + right : (parts[i] as string));
    if (found) i++;
  }
  return result;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function ranks(tokens: readonly string[]): (token: string) => number | undefined {
  const places = new Map(tokens.map((token, place) => [token, place]));
  return (token) => places.get(token);
}

describe('learnBytePairs', () => {
  it("learns what the paper's example learns", () => {
    const tokens = learnBytePairs(paper, { size: 21, minCount: 1 });
    expect(tokens.slice(0, 11).sort()).toEqual([' ', ...'deilnorstw']);
    // The paper's program merges e+s, es+t, est+</w>, l+o, lo+w too; then three pairs are equally frequent.
    expect(tokens.slice(11)).toEqual(['es', 'est', 'est ', 'lo', 'low', 'ew', 'ewest ', 'newest ', 'low ', 'dest ']);
  });

  it('does not depend on the order of the words', () => {
    const reversed = new Map([...paper].reverse());
    expect(learnBytePairs(reversed, { size: 30, minCount: 1 })).toEqual(learnBytePairs(paper, { size: 30, minCount: 1 }));
  });

  it('agrees with counting every pair anew, on any words', () => {
    const words = fc.array(
      fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), fc.integer({ min: 1, max: 4 })),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 12 }), (list, merges) => {
        const counts = new Map(list);
        const characters = new Set([...counts.keys()].flatMap(charactersOf)).size;
        const plain = learnPlainly(counts, merges);
        const tokens = learnBytePairs(counts, { size: characters + merges, minCount: 1 });
        expect(tokens.slice(characters)).toEqual(plain.tokens);
        for (const [word, parts] of plain.segments) expect(segmentWord(word, ranks(tokens))).toEqual(parts);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out rare characters, and pairs that occur once', () => {
    const words = new Map([
      ['ab', 3],
      ['xb', 1],
    ]);
    expect(learnBytePairs(words, { size: 100, minCount: 2 })).toEqual([' ', 'b', 'a', 'b ', 'ab ']);
    expect(learnBytePairs(new Map([['ab', 1]]), { size: 100, minCount: 1 })).toEqual([' ', 'a', 'b']);
  });

  it('is content with the most frequent characters where there is room for no more', () => {
    expect(learnBytePairs(paper, { size: 3, minCount: 1 })).toEqual(['e', ' ', 'w']);
  });
});

describe('segmentWord', () => {
  const tokens = learnBytePairs(paper, { size: 16, minCount: 1 });

  it('takes a word that training did not have apart into what it had', () => {
    expect(segmentWord('lowest', ranks(tokens))).toEqual(['low', 'est ']);
  });

  it('leaves what it does not know as single characters', () => {
    expect(segmentWord('low🙂est', ranks(tokens))).toEqual(['low', '🙂', 'est ']);
  });

  it('takes a long word apart in good time', () => {
    expect(segmentWord('low'.repeat(5000), ranks(tokens))).toHaveLength(5001);
  });
});
