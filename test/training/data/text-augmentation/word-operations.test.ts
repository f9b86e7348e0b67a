import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../../../src/math/rng.js';
import { Synonyms } from '../../../../src/training/data/text-augmentation/synonyms.js';
import { putTogether, takeApart } from '../../../../src/training/data/text-augmentation/text-words.js';
import { mistype } from '../../../../src/training/data/text-augmentation/typing-mistakes.js';
import {
  addTypingMistakes,
  deleteWords,
  insertSynonyms,
  replaceBySynonyms,
  swapWords,
  type WordOperation,
} from '../../../../src/training/data/text-augmentation/word-operations.js';

const synonyms = new Synonyms([
  ['big', 'large'],
  ['living room', 'lounge'],
  ['tv', 'television'],
]);

function apply(operation: WordOperation, text: string, rng: Rng = createRng(1)): string {
  return putTogether(operation(takeApart(text), rng));
}

/** Mean over many texts of what `measure` says of each. */
function mean(operation: WordOperation, text: string, measure: (changed: string) => number, times = 4000): number {
  const rng = createRng(7);
  let sum = 0;
  for (let i = 0; i < times; i++) sum += measure(apply(operation, text, rng));
  return sum / times;
}

const ten = 'big big big big big big big big big big';
const countOf = (word: string) => (text: string) => text.split(' ').filter((other) => other === word).length;

describe('replaceBySynonyms', () => {
  it('replaces words and phrases, in their case', () => {
    expect(apply(replaceBySynonyms(synonyms, 1), 'Big, BIG living room; TV!')).toBe('Large, LARGE lounge; TELEVISION!');
    expect(apply(replaceBySynonyms(synonyms, 1), 'the lounge')).toBe('the living room');
  });

  it('leaves the number of words as it was where it is asked to', () => {
    expect(apply(replaceBySynonyms(synonyms, 1, true), 'Big living room; lounge, TV!')).toBe(
      'Large living room; lounge, TELEVISION!',
    );
  });

  it('replaces the share of the words that it is given', () => {
    expect(mean(replaceBySynonyms(synonyms, 0.25), ten, countOf('large'))).toBeCloseTo(2.5, 1);
  });
});

describe('insertSynonyms', () => {
  it('adds the share of the words that it is given, of the words that the text has', () => {
    expect(mean(insertSynonyms(synonyms, 0.25), ten, countOf('large'))).toBeCloseTo(2.5, 1);
    expect(mean(insertSynonyms(synonyms, 0.25), ten, countOf('big'))).toBe(10);
    expect(apply(insertSynonyms(synonyms, 1), 'nothing known')).toBe('nothing known');
  });

  it('inserts anywhere, the end included, and lets the punctuation be', () => {
    const rng = createRng(2);
    const seen = new Set(Array.from({ length: 60 }, () => apply(insertSynonyms(synonyms, 0.5), 'a (big) thing?', rng)));
    for (const text of ['large a (big) thing?', 'a (large big) thing?', 'a (big) large thing?', 'a (big) thing large?']) {
      expect(seen).toContain(text);
    }
  });
});

describe('swapWords', () => {
  it('keeps all words, and changes two with each swap', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1 })), fc.nat(), (words, seed) => {
        const changed = apply(swapWords(0.5), words.join(' '), createRng(seed));
        expect(changed.split(' ').sort()).toEqual(words.join(' ').split(' ').sort());
      }),
    );
    const moved = (text: string) => text.split(' ').filter((word, i) => word !== 'abcdefghij'[i]).length;
    expect(mean(swapWords(0.1), 'a b c d e f g h i j', moved)).toBe(2);
  });

  it('lets the punctuation stay where it is', () => {
    expect(apply(swapWords(0.5), 'Hello, you!')).toBe('you, Hello!');
  });
});

describe('deleteWords', () => {
  it('deletes the share of the words that it is given', () => {
    expect(mean(deleteWords(0.25), ten, (text) => text.split(' ').length)).toBeCloseTo(7.5, 1);
  });

  it('leaves one word at least, and the punctuation', () => {
    const rng = createRng(3);
    const seen = new Set(Array.from({ length: 200 }, () => apply(deleteWords(1), 'Well, this is it.', rng)));
    expect([...seen].sort()).toEqual([', is.', ', it.', ', this.', 'Well, .']);
    expect(apply(deleteWords(1), '?!')).toBe('?!');
  });
});

describe('addTypingMistakes', () => {
  it('changes the share of the longer words that it is given', () => {
    const longer = Array<string>(10).fill('keyboard').join(' ');
    expect(mean(addTypingMistakes(0.25), longer, (text) => 10 - countOf('keyboard')(text))).toBeCloseTo(2.5, 1);
    expect(apply(addTypingMistakes(1), 'to be or not')).toBe('to be or not');
  });
});

describe('mistype', () => {
  const rng = createRng(5);
  const all = (word: string) => new Set(Array.from({ length: 2000 }, () => mistype(word, rng)));

  it('makes the four kinds of mistakes, and keeps the first and the last letter', () => {
    const seen = all('Keys');
    for (const expected of ['Kwys', 'Keyus', 'Kes', 'Kyes']) {
      expect(seen).toContain(expected);
    }
    for (const text of seen) expect(text).toMatch(/^K.{1,3}s$/);
  });

  it('takes neighbouring keys, in the same case', () => {
    const substituted = [...all('xGGx')]
      .filter((text) => text.length === 4 && text !== 'xGGx')
      .map((text) => text.replace(/[xG]/g, ''));
    // On the keyboard: t and y above g, f and h beside it, v and b below.
    expect([...new Set(substituted)].sort().join('')).toBe('BFHTVY');
  });

  it('doubles, omits or transposes what is not on the keyboard', () => {
    const expected = ['дждь', 'додь', 'дожь', 'доождь', 'дожждь', 'дожддь', 'джодь', 'доджь'];
    expect([...all('дождь')].sort()).toEqual(expected.sort());
  });
});
