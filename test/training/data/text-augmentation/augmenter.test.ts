import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/math/rng.js';
import {
  createTextAugmenter,
  type TextAugmentationHyperparameters,
} from '../../../../src/training/data/text-augmentation/augmenter.js';
import { Synonyms } from '../../../../src/training/data/text-augmentation/synonyms.js';

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
