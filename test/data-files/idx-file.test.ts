import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readIdxFile } from '../../src/data-files/idx-file.js';
import { idxBytes } from './idx.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-idx-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('readIdxFile', () => {
  const grid = idxBytes([2, 1, 3], [0, 1, 2, 253, 254, 255]);

  it.each([
    ['as it is', grid],
    ['packed with gzip, whatever it is called', gzipSync(grid)],
  ])('reads shape and values, %s', (_name, bytes) => {
    const { shape, values } = readIdxFile(written('grid', bytes));
    expect(shape).toEqual([2, 1, 3]);
    expect([...values]).toEqual([0, 1, 2, 253, 254, 255]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['another format', Buffer.from('label,pixel\n'), /^Expected an IDX file, .*, got 6c616265 \(.*\/bad\)\.$/],
    ['nothing', new Uint8Array(0), /^Expected an IDX file, .*, got nothing \(/],
    ['half a header', grid.subarray(0, 10), /^Expected an IDX file/],
    ['no axes', Uint8Array.of(0, 0, 8, 0), /^Expected an IDX file/],
    ['an unknown type of elements', Uint8Array.of(0, 0, 7, 1, 0, 0, 0, 0), /^Expected an IDX file/],
    ['floats', Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), /^Expected an IDX file of unsigned bytes, got 32-bit floats \(/],
    ['too few values', grid.subarray(0, -1), /^Expected 6 bytes after the header, for 2 x 1 x 3 elements, got 5 \(/],
    ['too many values', Buffer.concat([grid, Uint8Array.of(1)]), /got 7 \(/],
    ['half of a gzip file', gzipSync(grid).subarray(0, 20), /^Expected a whole gzip file/],
  ])('refuses %s', (_name, bytes, message) => {
    expect(() => readIdxFile(written('bad', bytes))).toThrow(message);
  });

  it('says which file is missing', () => {
    expect(() => readIdxFile(join(folder, 'none'))).toThrow(/^Expected a data file at .*\/none, found none\.$/);
  });
});
