import { describe, expect, it } from 'vitest';
import { nearlyNumbers } from '../../../../src/training/data/tabular/nearly-numbers.js';
import { isNumberElsewhere } from '../../../../src/training/data/tabular/numeral.js';

/** The notices on a table of one column. */
function noticesOn(values: readonly (string | undefined)[]): string[] {
  const table = { path: 'data.csv', columns: ['a'], cells: values.map((value) => [value]), lines: values.map((_, i) => i + 2) };
  return nearlyNumbers(table, ['a']);
}

const numbers = Array.from({ length: 19 }, (_, i) => String(i / 2));

describe('a column that is hardly one of categories', () => {
  it('one value among numbers', () => {
    expect(noticesOn([...numbers.slice(0, 3), undefined, 'unknown', ...numbers.slice(3)])).toEqual([
      'The column "a" is taken for categories, since "unknown" (data.csv:6) is no number, as 19 of its 20 values are: correct it, ' +
        'list it under `missing`, or the column under `categories`.',
    ]);
  });

  it('numbers in another notation', () => {
    expect(noticesOn(numbers.map((number) => number.replace('.', ',')))).toEqual([
      'The column "a" is taken for categories, since its values are no numbers as files have them, such as "0,5" (data.csv:3): ' +
        'write 1234.5, with a point before decimals and nothing else, or list the column under `categories`.',
    ]);
  });

  it('a header that was said not to be there', () => {
    const cells = [['size', 'price'], ...numbers.map((number) => [number, number])];
    const table = { path: 'data.csv', columns: ['0', '1'], cells, lines: cells.map((_, i) => i + 1) };
    expect(nearlyNumbers(table, ['0', '1'])).toEqual([
      'The first line seems to name the columns (data.csv:1): leave out `header: false`.',
    ]);
  });

  it('is no column of names, of codes that are partly numbers, or of few values', () => {
    expect(noticesOn(numbers.map((number) => `n${number}`))).toEqual([]);
    expect(noticesOn([...numbers.slice(0, 12), ...Array<string>(8).fill('x')])).toEqual([]);
    expect(noticesOn(['1', '2', 'x'])).toEqual([]);
  });
});

describe('numbers as others write them', () => {
  it.each(['2,5', '-1.234,50', '1,234', "1'234.50", '$5', '€ 20', '20%', '1 234'])('%s', (text) => {
    expect(isNumberElsewhere(text)).toBe(true);
  });

  it.each(['2.5', '1e9', 'a', '2024-01-05', '12:30', '5a', '', 'inf'])('but not %j', (text) => {
    expect(isNumberElsewhere(text)).toBe(false);
  });
});
