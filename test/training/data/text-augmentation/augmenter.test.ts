import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/math/rng.js';
import { encodeTexts, lengthOf, textCount } from '../../../../src/training/data/encoded-texts.js';
import {
  createTextAugmenter,
  type TextAugmentationHyperparameters,
} from '../../../../src/training/data/text-augmentation/augmenter.js';
import { Synonyms } from '../../../../src/training/data/text-augmentation/synonyms.js';
import { augmentedTexts, plainTexts } from '../../../../src/training/data/text-augmentation/training-texts.js';

const off: TextAugmentationHyperparameters = {
  synonym_replacement: 0,
  random_insertion: 0,
  random_swap: 0,
  random_deletion: 0,
  char_noise: 0,
  back_translation: 0,
  augmented_copies: 0,
};
const sources = {
  synonyms: new Synonyms([['big', 'large']]),
  translations: new Map([['a big house', 'a building of size']]),
};

function variants(rates: Partial<TextAugmentationHyperparameters>, text: string, count = 50): Set<string> {
  const augment = createTextAugmenter({ ...off, ...rates }, sources);
  if (augment === undefined) throw new Error('Expected an augmenter');
  const rng = createRng(1);
  return new Set(Array.from({ length: count }, () => augment(text, rng)));
}

describe('createTextAugmenter', () => {
  it('is none where nothing is to be changed', () => {
    expect(createTextAugmenter({ ...off, augmented_copies: 4 }, sources)).toBeUndefined();
  });

  it('takes the back-translation of a share of the texts, where there is one', () => {
    expect(variants({ back_translation: 0.5 }, 'a big house')).toEqual(new Set(['a big house', 'a building of size']));
    expect(variants({ back_translation: 1 }, 'untranslated')).toEqual(new Set(['untranslated']));
  });

  it('applies one thing after the other', () => {
    const seen = variants({ synonym_replacement: 1, random_insertion: 0.3, random_swap: 0.3, char_noise: 0.3 }, 'big house', 400);
    expect(seen).toContain('house large');
    expect(seen).toContain('large big house');
    expect([...seen].some((text) => /^large ho?u?s?e$/.test(text) && text !== 'large house')).toBe(true);
  });

  it('takes random numbers from its stream alone', () => {
    const rates = { random_swap: 0.5, random_deletion: 0.2, char_noise: 0.5 };
    expect(variants(rates, 'one two three four')).toEqual(variants(rates, 'one two three four'));
  });
});

describe('the texts of an epoch', () => {
  const texts = ['1', '22', '333', '4444', '55555'];
  const encode = (text: string) => Array.from(text, Number);
  const encoded = encodeTexts(texts, encode);
  const augment = (text: string) => `${text}0`;
  const rows = ({ texts: batch, rows: which }: ReturnType<ReturnType<typeof plainTexts>['batch']>) =>
    which.map((row) => [...batch.ids.subarray(batch.offsets[row], batch.offsets[row + 1])].join(''));

  it('are the texts themselves', () => {
    const examples = plainTexts(encoded);
    expect(examples.count).toBe(5);
    expect(examples.batches(2, createRng(1)).flat().sort()).toEqual([0, 1, 2, 3, 4]);
    expect(rows(examples.batch([3, 0], createRng(1)))).toEqual(['4444', '1']);
  });

  it('are variants in their place', () => {
    const examples = augmentedTexts(texts, encoded, { augment, copies: 0, encode });
    expect(examples.count).toBe(5);
    expect(rows(examples.batch([3, 0], createRng(1)))).toEqual(['44440', '10']);
  });

  it('are the texts and copies of them, each once an epoch', () => {
    const examples = augmentedTexts(texts, encoded, { augment, copies: 2, encode });
    expect(examples.count).toBe(15);
    const batches = examples.batches(4, createRng(1));
    expect(batches).toHaveLength(4);
    expect(batches.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i));
    expect(rows(examples.batch([3, 8, 13], createRng(1)))).toEqual(['4444', '44440', '44440']);
    expect([3, 8, 13].map(examples.textOf)).toEqual([3, 3, 3]);
  });

  it('stand in batches of similar length', () => {
    const many = encodeTexts(
      Array.from({ length: 64 }, (_, i) => '7'.repeat(1 + (i % 16))),
      encode,
    );
    const examples = augmentedTexts(Array<string>(64).fill(''), many, { augment, copies: 1, encode });
    const lengths = examples
      .batches(8, createRng(1))
      .map((batch) => batch.map((example) => lengthOf(many, examples.textOf(example))));
    expect(textCount(many) * 2).toBe(lengths.flat().length);
    // Sixteen batches of eight are sorted together: sixteen lengths, eight times each.
    for (const batch of lengths) expect(new Set(batch).size).toBe(1);
  });
});
