import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { formatOf, readDataFile } from '../../src/data-files/data-file.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-data-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readDataFile', () => {
  it('reads text, and unpacks gzip whatever the file is called', () => {
    const path = join(folder, 'packed.csv');
    writeFileSync(path, gzipSync('\uFEFFKönig,1\n'));
    expect(readDataFile(path)).toBe('König,1\n');
    writeFileSync(path, 'König,1\n');
    expect(readDataFile(path)).toBe('König,1\n');
  });

  it('says what is wrong with a file', () => {
    const path = join(folder, 'cut.csv.gz');
    writeFileSync(path, gzipSync('a,b\n').subarray(0, -3));
    expect(() => readDataFile(path)).toThrow(/Expected a whole gzip file, .*cut\.csv\.gz/);
    expect(() => readDataFile(join(folder, 'absent.csv'))).toThrow(/Expected a data file at .*absent\.csv, found none/);
    expect(() => readDataFile(folder)).toThrow(new UsageError(`Expected a data file at ${folder}, got a folder.`));
  });
});

describe('formatOf', () => {
  it('goes by the ending, packed or not', () => {
    expect(['a.csv', 'a.TSV', 'a.tab', 'a.jsonl.gz', 'a.ndjson'].map(formatOf)).toEqual(['csv', 'tsv', 'tsv', 'jsonl', 'jsonl']);
    expect(() => formatOf('a.xlsx')).toThrow(/to end in one of \.csv, .*`format`/);
    expect(() => formatOf('csv')).toThrow(UsageError);
  });
});
