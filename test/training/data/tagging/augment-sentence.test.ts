import { expect, it } from 'vitest';
import { createRng } from '../../../../src/math/rng.js';
import { createSentenceAugmenter } from '../../../../src/training/data/tagging/augment-sentence.js';
import { Synonyms } from '../../../../src/training/data/text-augmentation/synonyms.js';

const synonyms = new Synonyms([
  ['fly', 'go', 'travel by air'],
  ['New York', 'the Big Apple'],
]);
const sentence = { tokens: ['Fly', 'to', 'New', 'York', '!'], tags: ['O', 'O', 'B-to', 'I-to', 'O'], line: 7 };

it('replaces words by single ones, and leaves everything else', () => {
  const augment = createSentenceAugmenter({ synonym_replacement: 1, char_noise: 0 }, synonyms);
  expect(augment?.(sentence, createRng(1))).toEqual({ ...sentence, tokens: ['Go', 'to', 'New', 'York', '!'] });
});

it('mistypes words, and has as many as before', () => {
  const augment = createSentenceAugmenter({ synonym_replacement: 0.5, char_noise: 1 }, synonyms);
  const rng = createRng(1);
  for (let i = 0; i < 50; i++) {
    const varied = augment?.(sentence, rng);
    expect(varied?.tags).toEqual(sentence.tags);
    expect(varied?.tokens).toEqual([expect.stringMatching(/^(Fly|Go)$/), 'to', 'New', expect.stringMatching(/^Y.{1,3}k$/), '!']);
  }
});

it('is none where both rates are 0', () => {
  expect(createSentenceAugmenter({ synonym_replacement: 0, char_noise: 0 }, synonyms)).toBeUndefined();
});
