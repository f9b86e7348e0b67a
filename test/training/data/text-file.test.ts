import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.js';
import { DataError, DataMistakes } from '../../../src/data-files/data-mistakes.js';
import type { LabelledTexts } from '../../../src/training/data/labelled-texts.js';
import { readTextFile, type TextFileOptions } from '../../../src/training/data/text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-text-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const named: TextFileOptions = { textColumn: 'text', labelColumn: 'label', header: true };
const numbered: TextFileOptions = { textColumn: 0, labelColumn: 1, header: false };

/** @throws what is wrong with the file */
function read(path: string, options: TextFileOptions): LabelledTexts {
  const mistakes = new DataMistakes();
  const data = readTextFile(path, options, mistakes);
  mistakes.throwIfAny();
  return data;
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('good files', () => {
  it('CSV: quotes, separators and line breaks in fields, another column order, CRLF, empty lines', () => {
    const path = write('good.csv', 'id,label,text\r\n1,a,"one, ""two"""\r\n\r\n2,b,"over\r\ntwo lines"\r\n3,a,say "hi"\r\n');
    expect(read(path, named)).toEqual({
      texts: ['one, "two"', 'over\ntwo lines', 'say "hi"'],
      labels: ['a', 'b', 'a'],
      lines: [2, 4, 6],
      path,
    });
  });

  it('a byte order mark', () => {
    const path = write('bom.csv', '\uFEFFtext,label\nfoo,a\n');
    expect(read(path, named).texts).toEqual(['foo']);
  });

  it('CSV by semicolons or tabs, found or said', () => {
    const path = write('semicolons.csv', 'text;label\none, two;a\nthree, four;b\n');
    const expected = { texts: ['one, two', 'three, four'], labels: ['a', 'b'], lines: [2, 3], path };
    expect(read(path, named)).toEqual(expected);
    expect(read(path, { ...named, delimiter: ';' })).toEqual(expected);
    expect(read(write('tabs.csv', 'text\tlabel\nfoo\ta\n'), named).labels).toEqual(['a']);
  });

  it('TSV by column numbers, without a header', () => {
    const path = write('good.tsv', 'foo, bar\ta\nbaz\tb\n');
    expect(read(path, numbered)).toEqual({ texts: ['foo, bar', 'baz'], labels: ['a', 'b'], lines: [1, 2], path });
  });

  it('TSV in which a text begins with a quote, as files without quoting have it', () => {
    const path = write('quotes.tsv', '"hi" she said\ta\n"all of ""it"" quoted"\tb\n"\tc\n');
    expect(read(path, numbered)).toEqual({
      texts: ['"hi" she said', 'all of "it" quoted', '"'],
      labels: ['a', 'b', 'c'],
      lines: [1, 2, 3],
      path,
    });
  });

  it('column numbers beside a header', () => {
    const path = write('both.tsv', 'utterance\tintent\nfoo\ta\n');
    expect(read(path, { ...numbered, header: true })).toEqual({ texts: ['foo'], labels: ['a'], lines: [2], path });
  });

  it('JSONL with labels of any plain kind', () => {
    const path = write(
      'good.jsonl',
      '{"text":"foo","label":"a"}\n\n{"text":"bar","label":1}\n{"text":"baz","label":true,"x":[1]}',
    );
    expect(read(path, named)).toEqual({ texts: ['foo', 'bar', 'baz'], labels: ['a', '1', 'true'], lines: [1, 3, 4], path });
  });

  it('a format that the ending does not tell', () => {
    const path = write('data.txt', 'text\tlabel\nfoo\ta\n');
    expect(read(path, { ...named, format: 'tsv' }).labels).toEqual(['a']);
  });
});

interface BadFile {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly options?: TextFileOptions;
  /** What the message has to say, with the line. */
  readonly message: RegExp;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const badFiles: readonly BadFile[] = [
  { file: 'empty.csv', content: '', message: /empty file/ },
  { file: 'blank.csv', content: '\n\n', message: /empty file/ },
  { file: 'header-only.csv', content: 'text,label\n', message: /Expected labelled texts .*got none/ },
  { file: 'no-column.csv', content: 'text,class\nfoo,a\n', message: /column "label" in the header, got "text", "class" .*:1\)/ },
  { file: 'case.csv', content: 'Text,Label\nfoo,a\n', message: /column "text" in the header, got "Text", "Label"/ },
  { file: 'few-fields.csv', content: 'text,label\nfoo,a\nbar\n', message: /Expected 2 fields as in line 1, got 1 .*:3\)/ },
  {
    file: 'many-fields.csv',
    content: 'text,label\nfoo, bar,a\n',
    message: /Expected 2 fields as in line 1, got 3 .*:2\).*quotes/,
  },
  {
    file: 'no-label.csv',
    content: 'text,label\nfoo,a\nbar,\n',
    message: /Expected a label in column "label", got an empty field .*:3\)/,
  },
  { file: 'blank-label.tsv', content: 'foo\ta\nbar\t  \n', options: numbered, message: /Expected a label in column 1.*:2\)/ },
  { file: 'no-text.csv', content: 'text,label\n,a\n', message: /Expected a text in column "text", got an empty field .*:2\)/ },
  { file: 'open-quote.csv', content: 'text,label\nfoo,a\n"bar,b\nbaz,c\n', message: /closing double quote .*:3/ },
  { file: 'after-break.csv', content: 'text,label\n"foo\nbar",a\nbaz,\n', message: /Expected a label .*:4\)/ },
  { file: 'far.tsv', content: 'foo\ta\n', options: { ...numbered, labelColumn: 2 }, message: /from 0 to 1, got 2 .*:1\)/ },
  { file: 'negative.tsv', content: 'foo\ta\n', options: { ...numbered, labelColumn: -1 }, message: /from 0 to 1, got -1/ },
  {
    file: 'headless.csv',
    content: 'foo,a\n',
    options: { ...named, header: false },
    message: /column number .*without a header, got "text"/,
  },
  {
    file: 'latin1.csv',
    content: latin1('text,label\nfoo,a\nKönig,b\n'),
    message: /Expected UTF-8 .*latin1\.csv:3\. .*WINDOWS-1252/,
  },
  { file: 'utf16.csv', content: Buffer.from('\uFEFFtext,label\nfoo,a\n', 'utf16le'), message: /Expected UTF-8 .*:1\. .*UTF-16/ },
  { file: 'cut.csv', content: Buffer.from('text,label\nfoo,é').subarray(0, -1), message: /Expected UTF-8 .*:2/ },
  { file: 'broken.jsonl', content: '{"text":"foo","label":"a"}\n{"text":"bar"\n', message: /invalid JSON .*:2\)/ },
  { file: 'array.jsonl', content: '["foo","a"]\n', message: /Expected a JSON object, got an array .*:1\)/ },
  { file: 'null.jsonl', content: 'null\n', message: /Expected a JSON object, got null .*:1\)/ },
  { file: 'no-key.jsonl', content: '{"text":"foo"}\n', message: /Expected a key "label", got "text" .*:1\)/ },
  { file: 'no-keys.jsonl', content: '{}\n', message: /Expected a key "text", got an empty object .*:1\)/ },
  {
    file: 'text-number.jsonl',
    content: '{"text":7,"label":"a"}\n',
    message: /Expected a string as the text "text", got a number .*:1\)/,
  },
  {
    file: 'text-empty.jsonl',
    content: '{"text":" ","label":"a"}\n',
    message: /Expected a text in "text", got an empty string .*:1\)/,
  },
  { file: 'label-list.jsonl', content: '{"text":"foo","label":["a"]}\n', message: /as the label "label", got an array .*:1\)/ },
  { file: 'label-null.jsonl', content: '{"text":"foo","label":null}\n', message: /as the label "label", got null .*:1\)/ },
  {
    file: 'label-empty.jsonl',
    content: '{"text":"foo","label":""}\n',
    message: /Expected a label in "label", got an empty string .*:1\)/,
  },
  { file: 'unknown.xlsx', content: 'text,label\nfoo,a\n', message: /to end in one of \.csv, .*`format`/ },
];

describe('bad files', () => {
  it.each(badFiles)('$file', ({ file, content, options = named, message }) => {
    const path = write(file, content);
    const reading = () => read(path, options);
    expect(reading).toThrow(UsageError);
    expect(reading).toThrow(message);
    expect(reading).toThrow(path);
  });

  it('tells every line that cannot be read, up to twenty', () => {
    const some = write('some.csv', 'text,label\nfoo,a\nbar\n,b\nbaz,\nqux,b\n');
    expect(() => read(some, named)).toThrow(
      new DataError([
        `Expected 2 fields as in line 1, got 1 (${some}:3). A field that contains the separator needs double quotes around it.`,
        `Expected a text in column "text", got an empty field (${some}:4).`,
        `Expected a label in column "label", got an empty field (${some}:5).`,
      ]),
    );
    const many = write('many.jsonl', '{"text":"foo"}\n'.repeat(50));
    expect(() => read(many, named)).toThrow(/many\.jsonl:20\)\.\nAnd 30 more such mistakes\.$/);
  });

  it('tells each column that is not there, and what a file without a header needs', () => {
    const path = write('headless-columns.csv', 'foo,a\nbar,b\n');
    expect(() => read(path, named)).toThrow(
      new DataError(
        ['text', 'label'].map(
          (column) =>
            `Expected a column "${column}" in the header, got "foo", "a" (${path}:1); a file without a header needs \`header: false\`.`,
        ),
      ),
    );
  });

  it('names the lines that are not UTF-8', () => {
    const two = write('two.csv', latin1('text,label\nKöln,a\nBonn,b\nFürth,a\n'));
    expect(() => read(two, named)).toThrow(/two\.csv:2; line 4 likewise\. The file/);
    const many = write('many.csv', latin1('text,label\n'.concat('Köln,a\n'.repeat(13))));
    expect(() => read(many, named)).toThrow(/many\.csv:2; lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more likewise\./);
  });

  it('a file that is not there', () => {
    expect(() => read(join(folder, 'absent.csv'), named)).toThrow(/Expected a data file at .*absent\.csv, found none/);
  });

  it('a folder', () => {
    expect(() => read(folder, { ...named, format: 'csv' })).toThrow(UsageError);
  });
});
