import { describe, expect, it } from 'vitest';
import { abbreviate, bar, count, padded, printable, truncate, wrapped } from '../../src/tui/text.js';

describe('abbreviate', () => {
  it.each([
    ['dropout', 7, 'dropout'],
    ['learning_rate', 13, 'learning_rate'],
    ['learning_rate', 6, 'l_rate'],
    ['attention_dropout_rate', 14, 'a_dropout_rate'],
    ['attention_dropout_rate', 8, 'a_d_rate'],
    ['optimizer.beta-2', 10, 'o.beta-2'],
    ['smoothing', 6, 'smoot…'],
  ])('%s in %d characters is %s', (name, width, short) => expect(abbreviate(name, width)).toBe(short));
});

it('pads and cuts to the very width, by characters rather than UTF-16 units', () => {
  expect(padded('ab', 4)).toBe('ab  ');
  expect(padded('ab', 4, 'right')).toBe('  ab');
  expect(padded('abcdef', 4)).toBe('abc…');
  expect([...padded('𝛼𝛽𝛾𝛿', 3)]).toEqual(['𝛼', '𝛽', '…']);
  expect(truncate('abc', 0)).toBe('');
});

it('makes one harmless line of any text', () => {
  expect(printable('a\r\nb\u001b]0;title\u0007c\u2028d')).toBe('a b ]0;title c d');
});

it('breaks text between words, and words that are too long', () => {
  expect(wrapped('not in the best third', 10)).toEqual(['not in the', 'best third']);
  expect(wrapped('abcdefghijkl mn', 5)).toEqual(['abcde', 'fghij', 'kl mn']);
  expect(wrapped('', 5)).toEqual([]);
});

it('fills a bar by its share, whatever the share', () => {
  expect([0, 0.5, 1, 7, -1].map((share) => bar(share, 4))).toEqual(['░░░░', '██░░', '████', '████', '░░░░']);
});

it('counts in the plural', () => expect([0, 1, 2].map((n) => count(n, 'trial'))).toEqual(['0 trials', '1 trial', '2 trials']));
