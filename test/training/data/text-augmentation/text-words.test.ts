import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWords } from '../../../../src/training/data/normalise.js';
import { joinedGap, putTogether, takeApart } from '../../../../src/training/data/text-augmentation/text-words.js';

describe('takeApart', () => {
  it('tells words from what is between them', () => {
    expect(takeApart(" What's up, Doc?")).toEqual({ words: ["What's", 'up', 'Doc'], gaps: [' ', ' ', ', ', '?'] });
    expect(takeApart('…')).toEqual({ words: [], gaps: ['…'] });
  });

  it('has the words that encoders see, and can be undone', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'É', '東', "'", '’', '7', ' ', '\n', ',', '🙂', '\u0301') });
    fc.assert(
      fc.property(texts, (text) => {
        const apart = takeApart(text);
        expect(putTogether(apart)).toBe(text);
        expect(apart.words).toEqual(splitWords(text).filter((token) => /[\p{L}\p{M}\p{N}'’]/u.test(token)));
      }),
    );
  });
});

it('keeps punctuation, and one of two spaces, where a word has gone', () => {
  const gaps = [
    [' ', ' '],
    [', ', ' '],
    [' ', '.'],
    [' (', ') '],
    ['', ' '],
    [', ', ''],
  ] as const;
  expect(gaps.map(([left, right]) => joinedGap(left, right))).toEqual([' ', ', ', '.', ' () ', '', ',']);
});
