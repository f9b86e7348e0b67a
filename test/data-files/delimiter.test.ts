import { describe, expect, it } from 'vitest';
import { detectDelimiter } from '../../src/data-files/delimiter.js';

describe('detectDelimiter', () => {
  it.each([
    ['commas', 'a,b,c\n1,2,3\n', ','],
    ['semicolons', '"fixed acidity";"pH";"quality"\r\n7.4;3.51;5\r\n', ';'],
    ['semicolons with decimal commas', 'a;b;c\n7,4;0,7;3\n7,8;1;3\n', ';'],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b\n1|2\n', '|'],
    ['a separator in quotes', 'name,n\n"a;b;c",1\n"d;e;f",2\n', ','],
    ['a line break in quotes', 'name,n\n"a;\n;b",1\n', ','],
    ['more fields of the one that parts evenly', 'a;b;c\n1;2;3,4\n', ';'],
    ['uneven lines: by the first', 'a;b;c\n1;2\n', ';'],
    ['a single column', 'a\n1\n2\n', ','],
    ['nothing', '', ','],
  ])('%s', (_what, content, expected) => {
    expect(detectDelimiter(content)).toBe(expected);
  });

  it('looks no further than the first whole lines', () => {
    const long = `a;b\n${'1;2\n'.repeat(30)}1,2,3\n`;
    expect(detectDelimiter(long)).toBe(';');
    // Cut within its third line, which then has too few fields.
    const wide = `${'x'.repeat(30_000)};b\n${'y'.repeat(30_000)};b\n${'z'.repeat(30_000)};b\n`;
    expect(detectDelimiter(wide)).toBe(';');
  });
});
