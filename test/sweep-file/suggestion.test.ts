import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../src/sweep-file/suggestion.js';

describe('the edit distance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['metric', 'mertic', 1],
    ['ca', 'abc', 3], // restricted: no letter is edited twice, where the unrestricted distance is 2
    ['', 'abc', 3],
  ])('of %s and %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, zero for equals alone, and at most the longer length', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('the suggestion', () => {
  const names = ['learning_rate', 'batch_size', 'val_accuracy', 'dropout', 'q'];
  it.each([
    ['learnin_rate', 'learning_rate'],
    ['learning-rate', 'learning_rate'],
    ['LearningRate', 'learning_rate'],
    ['lr', 'learning_rate'],
    ['accuracy', 'val_accuracy'],
    ['drop_out', 'dropout'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
  ])('for %s is %s', (word, suggestion) => {
    expect(closest(word, names)).toBe(suggestion);
  });
});
