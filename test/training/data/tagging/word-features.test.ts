import { describe, expect, it } from 'vitest';
import { wordFeatures } from '../../../../src/training/data/tagging/word-features.js';

/** So many that no two of the few features here fall together. */
const buckets = 2 ** 20;
const featuresOf = (word: string) => wordFeatures(word, buckets);
const shared = (a: string, b: string) => featuresOf(a).filter((id) => id !== -1 && featuresOf(b).includes(id)).length;

describe('features of a word', () => {
  it('are four beginnings, four ends and a shape', () => {
    expect(new Set(featuresOf('Berlin')).size).toBe(9);
    expect(featuresOf('Berlin').every((id) => id >= 0 && id < buckets)).toBe(true);
    expect(wordFeatures('Berlin', 7).every((id) => id >= 0 && id < 7)).toBe(true);
  });

  it('are as many, some of them none, for shorter words', () => {
    expect(featuresOf('ab').filter((id) => id === -1)).toHaveLength(4);
    expect(featuresOf('')).toHaveLength(9);
  });

  it('tell beginnings from ends', () => {
    expect(shared('ab', 'ba')).toBe(1); // the shape
  });

  it('are shared by words that look alike', () => {
    expect(shared('walking', 'talking')).toBe(5); // g ng ing king, and the shape
    expect(shared('März', 'märz')).toBe(8); // all but the shape
    expect(shared('1984', '2001')).toBe(1);
    expect(shared('Maria', 'Berlin')).toBe(1);
    expect(shared('MARIA', 'Berlin')).toBe(0);
    expect(shared('abcdefgh', 'zyxwvutsrq')).toBe(1); // long runs are cut
    expect(shared('Xxx', 'Aaa')).toBe(1);
  });

  it('count characters, not code units', () => {
    expect(shared('🎉a', '🎉b')).toBe(2); // the beginning, and the shape
  });
});
