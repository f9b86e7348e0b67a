import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { padBatch, shuffledBatches, sortedBatches } from '../../../src/training/data/batches.js';
import { encodeTexts, lengthOf, textCount } from '../../../src/training/data/encoded-texts.js';
import { type NgramSettings, ngramHasher } from '../../../src/training/data/ngram-hashing.js';
import { splitWords } from '../../../src/training/data/normalise.js';
import { buildVocabulary, type TokenSettings, tokenEncoder } from '../../../src/training/data/vocabulary.js';

describe('splitWords', () => {
  it('keeps letters, digits and apostrophes together and other characters apart', () => {
    expect(splitWords("what's Köln's 2nd\tname?! 東京")).toEqual(["what's", "Köln's", '2nd', 'name', '?', '!', '東京']);
  });
});

describe('ngramHasher', () => {
  const settings: NgramSettings = { lowercase: true, wordNgrams: 1, charNgrams: 0, buckets: 1 << 20, maxLength: 10 };
  const ids = (text: string, changes: Partial<NgramSettings> = {}) => ngramHasher({ ...settings, ...changes })(text);

  it('makes as many n-grams as there are', () => {
    expect(ids('one two three')).toHaveLength(3);
    expect(ids('one two three', { wordNgrams: 2 })).toHaveLength(5);
    // <, o, n, e, > in stretches of 1 to 3: 3 letters, 4 pairs, 3 triples
    expect(ids('one', { wordNgrams: 0, charNgrams: 3 })).toHaveLength(10);
  });

  it('gives the same n-gram the same bucket wherever it stands', () => {
    expect(ids('one two')).toEqual(ids('two one').reverse());
    expect(ids('one two', { wordNgrams: 2 })).not.toEqual(ids('two one', { wordNgrams: 2 }).reverse());
  });

  it('tells a word from its letters, and a beginning from a middle', () => {
    expect(ids('a')).not.toEqual(ids('a', { wordNgrams: 0, charNgrams: 1 }));
    const start = ids('ab', { wordNgrams: 0, charNgrams: 2 });
    const middle = ids('xab', { wordNgrams: 0, charNgrams: 2 });
    // Shared: a, b, ab, b>; only the first has <a.
    expect(start.filter((id) => middle.includes(id))).toHaveLength(4);
    expect(start).toHaveLength(5);
  });

  it('folds case where asked to, and composed with decomposed letters always', () => {
    expect(ids('Été')).toEqual(ids('été'));
    expect(ids('Été', { lowercase: false })).not.toEqual(ids('été', { lowercase: false }));
    expect(ids('e\u0301te\u0301')).toEqual(ids('été'));
  });

  it('spreads over all buckets evenly', () => {
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 16_000; i++) {
      const [id] = ids(`word${i}`, { buckets: 16 });
      counts[id as number] = (counts[id as number] as number) + 1;
    }
    // 1,000 expected in each, with a standard deviation of 31.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(155);
  });

  it('keeps the first words of a long text', () => {
    expect(ids('one two three', { maxLength: 2 })).toEqual(ids('one two'));
  });
});

describe('vocabulary', () => {
  const settings: TokenSettings = { lowercase: true, tokens: 'words', minCount: 1, vocabularySize: 100, maxLength: 4 };
  const texts = ['the cat', 'The dog', 'the end'];

  it('has the most frequent tokens first, ties in order', () => {
    expect(buildVocabulary(texts, settings)).toEqual(['the', 'cat', 'dog', 'end']);
    expect(buildVocabulary(texts, { ...settings, minCount: 2 })).toEqual(['the']);
    expect(buildVocabulary(['ba', 'b🙂'], { ...settings, tokens: 'characters' })).toEqual(['b', 'a', '🙂']);
  });

  it('encodes from 2, unknown tokens as 1, and cuts long texts', () => {
    const encode = tokenEncoder(['the', 'cat'], settings);
    expect(encode('The mouse, the cat')).toEqual([2, 1, 1, 2]);
  });

  it('learns byte pairs from words, and takes unknown words apart', () => {
    const bpe: TokenSettings = { ...settings, tokens: 'bpe', vocabularySize: 9, maxLength: 6 };
    const vocabulary = buildVocabulary(['Aba aba', 'ab, ab'], bpe);
    expect(vocabulary).toEqual(['a', ' ', 'b', ',', 'ab', 'a ', 'ab ', 'aba ']);
    const encode = tokenEncoder(vocabulary, bpe);
    // aba, then b, an unknown letter and the end of the word, then the comma
    expect(encode('aba bü,')).toEqual([9, 4, 1, 3, 5, 3]);
    expect(encode('aba aba bü,')).toEqual([9, 9, 4, 1, 3, 5]);
  });
});

describe('batches', () => {
  const encode = (text: string) => Array.from(text, Number);
  const texts = encodeTexts(['1', '22', '', '333', '55555', '4444'], encode);

  it('keeps texts of any length apart', () => {
    expect(textCount(texts)).toBe(6);
    expect([0, 1, 2, 3].map((index) => lengthOf(texts, index))).toEqual([1, 2, 0, 3]);
  });

  it('fills up to the longest text and beyond', () => {
    const { ids, length } = padBatch(texts, [1, 0], { id: -1, extra: 1 });
    expect(length).toBe(3);
    expect([...ids]).toEqual([2, 2, -1, 1, -1, -1]);
    expect(padBatch(texts, [2], { id: -1, extra: 0 })).toMatchObject({ size: 1, length: 1 });
  });

  it('drops ids at the given rate, but no padding', () => {
    const long = encodeTexts(['7'.repeat(2000), '7'], encode);
    const { ids } = padBatch(long, [0, 1], { id: 0, extra: 0 }, { rate: 0.25, replacement: 1, rng: createRng(1) });
    const count = (id: number) => ids.filter((other) => other === id).length;
    expect(count(0)).toBe(1999);
    expect(Math.abs(count(1) - 500)).toBeLessThan(80);
  });

  it('shuffles every text into one batch, differently in each pass', () => {
    const many = encodeTexts(
      Array.from({ length: 100 }, (_, i) => '1'.repeat(i % 7)),
      encode,
    );
    const rng = createRng(5);
    const first = shuffledBatches(many, 8, rng);
    expect(first.map(({ length }) => length).sort((a, b) => b - a)).toEqual([...Array<number>(12).fill(8), 4]);
    expect(first.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(shuffledBatches(many, 8, rng)).not.toEqual(first);
    expect(shuffledBatches(many, 8, createRng(5))).toEqual(first);
  });

  it('sorts by length for evaluation', () => {
    expect(sortedBatches(texts, 4)).toEqual([
      [2, 0, 1, 3],
      [5, 4],
    ]);
  });
});
