import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import { readTable, type TableFileOptions } from '../../../../src/training/data/tabular/table-file.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-table-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const named: TableFileOptions = { header: true, missing: ['NA', '?'] };

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('readTable', () => {
  it('reads CSV with its lines, values trimmed, missing ones undefined', () => {
    const path = write('good.csv', 'age, city\r\n 41 ,"Bonn, am Rhein "\r\n\r\n?,NA\r\n,nan\r\n');
    expect(readTable(path, named)).toEqual({
      path,
      columns: ['age', 'city'],
      cells: [
        ['41', 'Bonn, am Rhein'],
        [undefined, undefined],
        [undefined, 'nan'],
      ],
      lines: [2, 4, 5],
    });
  });

  it('finds out what separates the fields, or is told', () => {
    const path = write('semicolons.csv', '"fixed acidity";"pH"\n7.4;3.51\n');
    expect(readTable(path, named).columns).toEqual(['fixed acidity', 'pH']);
    expect(readTable(path, { ...named, delimiter: ',' }).columns).toHaveLength(1);
  });

  it('numbers the columns of a file without a header', () => {
    const path = write('headless.tsv', '1\ta\n2\tb\n');
    const { columns, cells, lines } = readTable(path, { ...named, header: false });
    expect([columns, lines]).toEqual([
      ['0', '1'],
      [1, 2],
    ]);
    expect(cells).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });

  it('reads JSON lines: numbers, truth values, null, keys that are left out', () => {
    const path = write('good.jsonl', '{"n":1.5,"c":"x"}\n{"c":true,"n":null}\n\n{"more":"NA"}\n');
    expect(readTable(path, { ...named, header: false })).toEqual({
      path,
      columns: ['n', 'c', 'more'],
      cells: [
        ['1.5', 'x', undefined],
        [undefined, 'true', undefined],
        [undefined, undefined, undefined],
      ],
      lines: [1, 2, 4],
    });
  });

  it.each([
    ['empty.csv', '', /Expected a table in .*got an empty file/],
    ['header-only.csv', 'a,b\n', /Expected rows in .*got none/],
    ['blank.jsonl', '\n', /Expected rows in .*got none/],
    ['few-fields.csv', 'a,b\n1,2\n3\n', /Expected 2 fields as in line 1, got 1 .*:3\)/],
    ['twice.csv', 'a,b,a\n1,2,3\n', /each column once, got "a" twice .*:1\)/],
    ['list.jsonl', '{"a":1}\n{"a":[1]}\n', /Expected a string, a number.* in "a", got an array .*:2\)/],
    ['nested.jsonl', '{"a":{"b":1}}\n', /in "a", got an object .*:1\)/],
    ['broken.jsonl', '{"a":1\n', /invalid JSON .*:1\)/],
    ['unknown.xlsx', 'a,b\n', /`format`/],
  ])('refuses %s', (name, content, message) => {
    const path = write(name, content);
    expect(() => readTable(path, named)).toThrow(UsageError);
    expect(() => readTable(path, named)).toThrow(message);
    expect(() => readTable(path, named)).toThrow(path);
  });
});
