import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { type EncodedTexts, encodeTexts, lengthOf, textCount } from '../../../src/training/data/encoded-texts.js';
import { augmentedExamples, plainExamples } from '../../../src/training/data/training-examples.js';

describe('the examples of an epoch', () => {
  const texts = ['1', '22', '333', '4444', '55555'];
  const digits = (text: string) => Array.from(text, Number);
  const encoded = encodeTexts(texts, digits);
  const augment = (text: string) => `${text}0`;
  const rows = ({ encoded: batch, rows: which }: { encoded: EncodedTexts; rows: readonly number[] }) =>
    which.map((row) => [...batch.ids.subarray(batch.offsets[row], batch.offsets[row + 1])].join(''));
  const encode = (list: readonly string[]) => encodeTexts(list, digits);

  it('are the texts themselves', () => {
    const examples = plainExamples(encoded, encoded);
    expect(examples.count).toBe(5);
    expect(examples.batches(2, createRng(1)).flat().sort()).toEqual([0, 1, 2, 3, 4]);
    expect(rows(examples.batch([3, 0], createRng(1)))).toEqual(['4444', '1']);
  });

  it('are variants in their place', () => {
    const examples = augmentedExamples(texts, encoded, { augment, copies: 0, encode });
    expect(examples.count).toBe(5);
    expect(rows(examples.batch([3, 0], createRng(1)))).toEqual(['44440', '10']);
  });

  it('are the texts and copies of them, each once an epoch', () => {
    const examples = augmentedExamples(texts, encoded, { augment, copies: 2, encode });
    expect(examples.count).toBe(15);
    const batches = examples.batches(4, createRng(1));
    expect(batches).toHaveLength(4);
    expect(batches.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i));
    expect(rows(examples.batch([3, 8, 13], createRng(1)))).toEqual(['4444', '44440', '44440']);
    expect([3, 8, 13].map(examples.originalOf)).toEqual([3, 3, 3]);
  });

  it('stand in batches of similar length', () => {
    const many = encodeTexts(
      Array.from({ length: 64 }, (_, i) => '7'.repeat(1 + (i % 16))),
      digits,
    );
    const examples = augmentedExamples(Array<string>(64).fill(''), many, { augment, copies: 1, encode });
    const lengths = examples
      .batches(8, createRng(1))
      .map((batch) => batch.map((example) => lengthOf(many, examples.originalOf(example))));
    expect(textCount(many) * 2).toBe(lengths.flat().length);
    // Sixteen batches of eight are sorted together: sixteen lengths, eight times each.
    for (const batch of lengths) expect(new Set(batch).size).toBe(1);
  });
});
