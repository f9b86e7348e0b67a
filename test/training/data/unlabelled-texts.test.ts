import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readUnlabelledTexts } from '../../../src/training/data/unlabelled-texts.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-unlabelled-'));
afterAll(() => rmSync(folder, { recursive: true }));

const named = { textColumn: 'text', header: true };

function read(name: string, content: string, options: Parameters<typeof readUnlabelledTexts>[1] = named): string[] {
  writeFileSync(join(folder, name), content);
  return readUnlabelledTexts(join(folder, name), options);
}

it.each([
  ['without labels', 'plain.csv', 'text\nfoo\n"bar, baz"\n'],
  ['with labels, which may be missing', 'labelled.csv', 'label,text\na,foo\n,"bar, baz"\n'],
  ['separated by semicolons', 'semicolons.csv', 'id;text\n1;foo\n2;bar, baz\n'],
  ['separated by tabs', 'tabs.tsv', 'text\tlabel\nfoo\ta\nbar, baz\t\n'],
  ['in JSON lines', 'lines.jsonl', '{"text":"foo"}\n{"text":"bar, baz","label":[1]}\n'],
])('reads the texts of files %s', (_how, name, content) => {
  expect(read(name, content)).toEqual(['foo', 'bar, baz']);
});

it('reads a column by its number where there is no header', () => {
  expect(read('headless.csv', 'a,foo\n,bar\n', { textColumn: 1, header: false })).toEqual(['foo', 'bar']);
});

it('tells every record without a text', () => {
  expect(() => read('gaps.csv', 'text,label\nfoo,a\n,b\nbar\n')).toThrow(
    /empty field \(.*gaps\.csv:3\)\.\nExpected 2 fields as in line 1, got 1 \(.*gaps\.csv:4\)/,
  );
  expect(() => read('gaps.jsonl', '{"text":""}\n{"label":"a"}\n')).toThrow(/gaps\.jsonl:1\)\.\n.*key "text".*gaps\.jsonl:2\)/);
  expect(() => read('other.csv', 'texts\nfoo\n')).toThrow(/Expected a column "text" in the header, got "texts"/);
  expect(() => read('nothing.csv', 'text\n')).toThrow(/Expected texts in .*nothing\.csv, got none/);
});
