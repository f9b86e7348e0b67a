import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import { readTaggedFile } from '../../../../src/training/data/tagging/tagged-file.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-tagged-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ends = { tokenColumn: 0, tagColumn: -1 };

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('files in columns', () => {
  it('with tabs, a byte order mark, lines of a lone tab between sentences, and CRLF', () => {
    const path = write('tabs.conll', '\uFEFFto\tO\r\nNew York\tB-city\r\n\t\r\n\r\nnow\tO\r\n');
    expect(readTaggedFile(path, ends)).toEqual([
      { tokens: ['to', 'New York'], tags: ['O', 'B-city'], line: 1 },
      { tokens: ['now'], tags: ['O'], line: 5 },
    ]);
  });

  it('with spaces, further columns and lines between documents, as CoNLL-2003 has them', () => {
    const path = write(
      'spaces.conll',
      '-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\n-DOCSTART- -X- O O\nPeter NNP I-NP B-PER',
    );
    expect(readTaggedFile(path, ends)).toEqual([
      { tokens: ['EU', 'rejects'], tags: ['I-ORG', 'O'], line: 3 },
      { tokens: ['Peter'], tags: ['B-PER'], line: 6 },
    ]);
    expect(readTaggedFile(path, { tokenColumn: -4, tagColumn: 2 })[0]?.tags).toEqual(['I-NP', 'I-VP']);
  });

  it('in which comments and tokens begin with #', () => {
    const path = write('comments.conll', '# sent_id = 1\nwe\tO\n#win\tB-tag\n# at last\n#\tO\n');
    expect(readTaggedFile(path, ends)).toEqual([{ tokens: ['we', '#win', '#'], tags: ['O', 'B-tag', 'O'], line: 2 }]);
  });

  it('that are packed', () => {
    const path = write('packed.conll.gz', gzipSync('a O\n'));
    expect(readTaggedFile(path, ends)).toEqual([{ tokens: ['a'], tags: ['O'], line: 1 }]);
  });
});

describe('pairs of files', () => {
  it('with spaces at the end of lines and lines that are empty in both', () => {
    const tokens = write('seq.in', 'play the  beatles \n\nstop\n');
    const tags = write('seq.out', 'O B-artist I-artist\n \nO \n');
    expect(readTaggedFile({ tokens, tags }, ends)).toEqual([
      { tokens: ['play', 'the', 'beatles'], tags: ['O', 'B-artist', 'I-artist'], line: 1 },
      { tokens: ['stop'], tags: ['O'], line: 3 },
    ]);
  });
});

interface BadFile {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly columns?: { tokenColumn: number; tagColumn: number };
  readonly message: RegExp;
}

const badFiles: readonly BadFile[] = [
  { file: 'empty.conll', content: '\n\n', message: /Expected tagged sentences in .*, got none/ },
  { file: 'comments-only.conll', content: '# a\n# b\n', message: /Expected tagged sentences in .*, got none/ },
  { file: 'few.conll', content: '# x\na\tO\nb\n', message: /Expected 2 columns as in line 2, got 1 .*few\.conll:3\)/ },
  { file: 'many.conll', content: 'a O\n\nNew York O\n', message: /Expected 2 columns as in line 1, got 3 .*:3\)/ },
  { file: 'no-token.conll', content: 'a\tO\n\tO\n', message: /Expected a token in column 0, got an empty field .*:2\)/ },
  {
    file: 'no-tag.conll',
    content: 'a\tO\tx\nb\t\tx\n',
    columns: { tokenColumn: 0, tagColumn: 1 },
    message: /Expected a tag in column 1.*:2\)/,
  },
  { file: 'plain-tag.conll', content: 'a O\nb NOUN\n', message: /Expected a tag O, or B- or I- .*, got "NOUN" .*:2\)/ },
  { file: 'no-type.conll', content: 'a B-\n', message: /got "B-" .*:1\)/ },
  { file: 'letter.conll', content: 'a X-x\n', message: /got "X-x" .*:1\)/ },
  {
    file: 'far.conll',
    content: 'a O\n',
    columns: { tokenColumn: 0, tagColumn: 2 },
    message: /column of the tag to be from -2 to 1, got 2 .*:1\)/,
  },
  {
    file: 'before.conll',
    content: 'a O\n',
    columns: { tokenColumn: -3, tagColumn: 1 },
    message: /column of the token to be from -2 to 1, got -3/,
  },
  { file: 'latin1.conll', content: Buffer.from('a O\nKönig O\n', 'latin1'), message: /Expected UTF-8 .*latin1\.conll:2/ },
];

describe('bad files', () => {
  it.each(badFiles)('$file', ({ file, content, columns = ends, message }) => {
    const path = write(file, content);
    const read = () => readTaggedFile(path, columns);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(path);
  });

  it.each([
    ['fewer tags than tokens', 'a b\nc d\n', 'O O\nO\n', /as many tags as tokens, 2 as in .*tokens-\d:2, got 1 .*tags-\d:2\)/],
    ['tags without tokens', 'a\n\nb\n', 'O\nO\nO\n', /as many tags as tokens, 0 as in .*:2, got 1/],
    ['fewer lines', 'a\nb\n', 'O\n', /as many lines of tags as of tokens, 2 as in .*, got 1/],
    ['another tag', 'a\nb\n', 'O\nNOUN\n', /got "NOUN" \(.*tags-\d:2\)/],
  ])('%s', (_what, tokens, tags, message) => {
    const pair = { tokens: write('tokens-1', tokens), tags: write('tags-1', tags) };
    expect(() => readTaggedFile(pair, ends)).toThrow(UsageError);
    expect(() => readTaggedFile(pair, ends)).toThrow(message);
  });

  it('are told of with all that is wrong in them', () => {
    const path = write('several.conll', 'a O\nb\nc NOUN\n\nd B-x\ne X\n');
    expect(() => readTaggedFile(path, ends)).toThrow(
      [
        `Expected 2 columns as in line 1, got 1 (${path}:2).`,
        `Expected a tag O, or B- or I- with a type such as B-city, got "NOUN" (${path}:3).`,
        `Expected a tag O, or B- or I- with a type such as B-city, got "X" (${path}:6).`,
      ].join('\n'),
    );
    const pair = { tokens: write('tokens-2', 'a b\nc\nd\n'), tags: write('tags-2', 'O\nO\nNOUN\n') };
    expect(() => readTaggedFile(pair, ends)).toThrow(/got 1 \(.*tags-2:1\)\.\nExpected a tag O, .*got "NOUN" \(.*tags-2:3\)/);
  });

  it('a file that is not there', () => {
    expect(() => readTaggedFile(join(folder, 'absent'), ends)).toThrow(/Expected a data file at .*absent, found none/);
  });
});
