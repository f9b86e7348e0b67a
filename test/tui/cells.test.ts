import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, firstCells, graphemesOf } from '../../src/tui/cells.js';
import { cutLine, textOf } from '../../src/tui/line.js';
import { abbreviate, padded, truncate, wrapped } from '../../src/tui/text.js';

// After Unicode's East Asian Width (UAX #11) and its emoji (UTS #51), as terminals draw them.
describe('the cells of', () => {
  it.each([
    ['', 0],
    ['learning_rate', 13],
    ['Größe ▁▅█ ⣀⠤ ≈', 14],
    ['学习率', 6],
    ['モデル', 6],
    ['모델', 4],
    ['ﾓﾃﾞﾙ', 4],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['e\u0301', 1],
    ['𝛼𝛽', 2],
    ['a学b', 4],
  ])('%j are %i', (text, cells) => expect(cellsOf(text)).toBe(cells));
});

it('cuts before a character that has no room, and never within one', () => {
  expect([1, 2, 3, 4].map((cells) => firstCells('学习率', cells))).toEqual(['', '学', '学', '学习']);
  expect([1, 2, 3].map((cells) => firstCells('a👩‍👩‍👧b', cells))).toEqual(['a', 'a', 'a👩‍👩‍👧']);
  expect(graphemesOf('a👩‍👩‍👧e\u0301')).toEqual(['a', '👩‍👩‍👧', 'e\u0301']);
});

it('pads, abbreviates and wraps by cells', () => {
  expect([padded('学习', 6), padded('学习', 6, 'right'), padded('学习率', 5), padded('学习率', 4)]).toEqual([
    '学习  ',
    '  学习',
    '学习…',
    '学… ',
  ]);
  expect(abbreviate('学习_rate', 7)).toBe('学_rate');
  expect(abbreviate('🚀🚀_rate', 7)).toBe('🚀_rate');
  expect(wrapped('学习率太大了 so 太大', 6)).toEqual(['学习率', '太大了', 'so', '太大']);
  expect(wrapped('学习', 1)).toEqual(['学', '习']);
});

const text = fc
  .array(fc.constantFrom('a', 'ß', '▅', '学', '모', 'ﾃﾞ', '🚀', '👩‍👩‍👧', '🇩🇪', 'e\u0301', ' '), { maxLength: 12 })
  .map((all) => all.join(''));

it('never takes more cells than it may, and all that it is to fill', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 2, max: 20 }), (a, b, width) => {
      expect(cellsOf(padded(a, width))).toBe(width);
      expect(cellsOf(truncate(a, width))).toBeLessThanOrEqual(width);
      for (const line of wrapped(a, width)) expect(cellsOf(line)).toBeLessThanOrEqual(width);
      const whole = [a, b].map((each) => ({ text: each, tone: 'plain' as const }));
      const cut = textOf(cutLine(whole, width));
      expect(cellsOf(cut)).toBeLessThanOrEqual(width);
      expect(cellsOf(a + b) <= width ? cut === a + b : cut.endsWith('…')).toBe(true);
    }),
  );
});
