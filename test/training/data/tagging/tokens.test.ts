import { expect, it } from 'vitest';
import { spacedTokens, tokenize } from '../../../../src/training/data/tagging/tokens.js';

const words = (text: string, isToken?: (chunk: string) => boolean) => tokenize(text, isToken).map((token) => token.text);

it('are words, numbers and single marks', () => {
  expect(words("don't go: 14h30,\u202f5-mart  2021(e)ko!?")).toEqual([
    "don't",
    'go',
    ':',
    '14',
    'h',
    '30',
    ',',
    '5',
    '-',
    'mart',
    '2021',
    '(',
    'e',
    ')',
    'ko',
    '!',
    '?',
  ]);
});

it('have letters beyond the Latin ones, with their marks, and characters of two code units', () => {
  expect(words('Ðịnh e\u0301 日本 🎉x')).toEqual(['Ðịnh', 'e\u0301', '日本', '🎉', 'x']);
});

it('know where they are', () => {
  const text = ' a (b1) ';
  for (const { text: token, start, end } of tokenize(text)) expect(text.slice(start, end)).toBe(token);
  expect(tokenize(text).map(({ start }) => start)).toEqual([1, 3, 4, 5, 6]);
});

it('make a text with a space between them, in which they know where they are', () => {
  const { text, tokens } = spacedTokens(['New York', '🎉', ',']);
  expect(text).toBe('New York 🎉 ,');
  expect(tokens.map(({ start, end }) => [start, end])).toEqual([
    [0, 8],
    [9, 11],
    [12, 13],
  ]);
  for (const { text: token, start, end } of tokens) expect(text.slice(start, end)).toBe(token);
});

it('stay whole where they are known', () => {
  expect(words('the U.S. and the U.K.', (chunk) => chunk === 'U.S.')).toEqual(['the', 'U.S.', 'and', 'the', 'U', '.', 'K', '.']);
});

it('are none in white space', () => {
  expect(tokenize(' \n')).toEqual([]);
});
