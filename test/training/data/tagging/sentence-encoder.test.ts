import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/math/rng.js';
import { batchOf } from '../../../../src/training/data/tagging/encoded-sentences.js';
import { learnSentenceEncoder } from '../../../../src/training/data/tagging/sentence-encoder.js';
import { readLabellingHyperparameters } from '../../../../src/training/labelling/labelling-hyperparameters.js';

const tags = ['O', 'B-x', 'I-x'];
const training = [
  { tokens: ['to', 'New', 'York'], tags: ['O', 'B-x', 'I-x'] },
  { tokens: ['to', 'new'], tags: ['O', 'O'] },
];
const encoderOf = (params = {}) => learnSentenceEncoder(readLabellingHyperparameters(params), training);

describe('a sentence encoder', () => {
  it('knows the words of the training data, the most frequent first', () => {
    expect(encoderOf().vocabulary).toEqual(['new', 'to', 'york']);
    expect(encoderOf({ lowercase: false }).vocabulary).toEqual(['to', 'New', 'York', 'new']);
    expect(encoderOf({ min_count: 2 }).vocabulary).toEqual(['new', 'to']);
    expect(encoderOf().knows('NEW')).toBe(true);
    expect(encoderOf({ lowercase: false }).knows('NEW')).toBe(false);
  });

  it('has 0 for padding and 1 for unknown words', () => {
    const { words, tags: ids } = encoderOf().encode([{ tokens: ['to', 'Old', 'York'], tags: ['O', 'B-x', 'I-x'] }], tags);
    expect([...words.ids]).toEqual([3, 1, 4]);
    expect([...ids]).toEqual([0, 1, 2]);
  });

  it('gives no features without characters', () => {
    expect(encoderOf({ characters: 'none' }).encode(training, tags).featuresPerWord).toBe(0);
  });
});

describe('a batch', () => {
  const encoder = encoderOf();
  const encoded = encoder.encode(training, tags);

  it('is filled up to its longest sentence', () => {
    const { size, length, words, features, tags: truth, lengths } = batchOf(encoded, [1, 0]);
    expect([size, length]).toEqual([2, 3]);
    expect([...words]).toEqual([3, 2, 0, 3, 2, 4]);
    expect([...truth]).toEqual([0, 0, 0, 0, 1, 2]);
    expect([...lengths]).toEqual([2, 3]);
    const perWord = encoded.featuresPerWord;
    const rows = Array.from({ length: 6 }, (_, i) => [...features.subarray(i * perWord, (i + 1) * perWord)]);
    expect(rows[2]?.every((id) => id === -1)).toBe(true);
    expect(rows[0]).toEqual(rows[3]);
    // `new` and `New` are one word, but they look different.
    expect(rows[1]).not.toEqual(rows[4]);
  });

  it('loses words to the unknown one, and keeps what they look like', () => {
    const { words, features } = batchOf(encoded, [0], { rate: 1, replacement: 1, rng: createRng(1) });
    expect([...words]).toEqual([1, 1, 1]);
    expect(features).toEqual(batchOf(encoded, [0]).features);
  });
});
