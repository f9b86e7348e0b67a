import { expect, it } from 'vitest';
import { rememberWords } from '../../../src/training/data/remember-words.js';

it('makes the result of a word once, and anew after very many words', () => {
  const made: string[] = [];
  const lengthOf = rememberWords((word) => {
    made.push(word);
    return word.length;
  });
  expect([lengthOf('one'), lengthOf('three'), lengthOf('one')]).toEqual([3, 5, 3]);
  expect(made).toEqual(['one', 'three']);
  for (let i = 0; i < 40_000; i++) lengthOf(`typo${i}`);
  made.length = 0;
  expect(lengthOf('one')).toBe(3);
  expect(made).toEqual(['one']);
});
