import { describe, expect, it } from 'vitest';
import { parseConllTokens } from '../../../../src/training/data/tagging/conll.js';

describe('the tokens of a file in columns', () => {
  it.each([
    ['alone', 'to\nYork\n\nnow\n'],
    ['with tags, of which some are in no scheme', 'to\tO\nYork\tPLACE\n\nnow\t?'],
    [
      'with further columns, comments and lines between documents',
      '# id = 7\n-DOCSTART- -X- O\n\nto P O\nYork N X\n\n\nnow A O\n',
    ],
    ['with CRLF', 'to O\r\nYork O\r\n\r\nnow O\r\n'],
  ])('%s', (_how, content) => {
    expect(parseConllTokens(content, 'a.conll', 0)).toEqual([['to', 'York'], ['now']]);
  });

  it('are where the column is said to be, or in the only one', () => {
    expect(parseConllTokens('1\tNew York\n2\tnow\n', 'a.conll', 1)).toEqual([['New York', 'now']]);
    expect(parseConllTokens('York\nnow\n', 'a.conll', 1)).toEqual([['York', 'now']]);
  });

  it('are none in an empty file', () => {
    expect(parseConllTokens('\n# none\n', 'a.conll', 0)).toEqual([]);
  });

  it('are asked for where they are missing, with every line', () => {
    expect(() => parseConllTokens('to\tO\n\tO\nYork\n', 'a.conll', 0)).toThrow(
      'Expected 2 columns as in line 1, got 1 (a.conll:3).\nExpected a token in column 0, got an empty field (a.conll:2).',
    );
    expect(() => parseConllTokens('to\nnow O\n', 'a.conll', 0)).toThrow('Expected 1 column as in line 1, got 2 (a.conll:2).');
    expect(() => parseConllTokens('\nto O\n', 'a.conll', 2)).toThrow(
      'Expected the column of the token to be from -2 to 1, got 2 (a.conll:2).',
    );
  });
});
