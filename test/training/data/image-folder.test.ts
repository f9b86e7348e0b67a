import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readImageFolder } from '../../../src/training/data/image-folder.js';
import { writePng } from './pictures.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-image-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const asItIs = <T>(raster: T) => raster;
const read = () => readImageFolder(folder, asItIs);

describe('readImageFolder', () => {
  it("takes a folder's name for the label of all images in it and below, in the order of their paths", () => {
    writePng(join(folder, 'dog/2.png'), 1, 1, [20]);
    writePng(join(folder, 'cat/b/3.PNG'), 1, 1, [11]);
    writePng(join(folder, 'cat/a.png'), 1, 2, [10, 10]);
    const { rasters, labels, sourceOf } = read();
    expect(labels).toEqual(['cat', 'cat', 'dog']);
    expect(rasters.map(({ pixels }) => [...pixels])).toEqual([[10, 10], [11], [20]]);
    expect(sourceOf(1)).toBe(join(folder, 'cat/b/3.PNG'));
  });

  it('passes over hidden files and files that are no images', () => {
    writePng(join(folder, 'cat/1.png'), 1, 1, [1]);
    writeFileSync(join(folder, 'cat/._1.png'), 'a resource fork');
    writeFileSync(join(folder, 'cat/notes.txt'), 'x');
    writeFileSync(join(folder, 'README.md'), 'x');
    mkdirSync(join(folder, '.git'));
    expect(read().labels).toEqual(['cat']);
  });

  it('prepares each image as it is read', () => {
    writePng(join(folder, 'cat/1.png'), 1, 2, [1, 2]);
    const { rasters } = readImageFolder(folder, (raster) => ({ ...raster, width: 1, pixels: raster.pixels.subarray(1) }));
    expect(rasters.map(({ pixels }) => [...pixels])).toEqual([[2]]);
  });

  it('names the classes without images and the images that it cannot read, the first of them, and says how many more there are', () => {
    writePng(join(folder, 'cat/good.png'), 1, 1, [1]);
    mkdirSync(join(folder, 'ant'));
    for (let i = 10; i <= 31; i++) writeFileSync(join(folder, `cat/bad-${i}.png`), 'no image');
    const message =
      `Expected PNG or JPEG files in ${join(folder, 'ant')}, got none.\n` +
      `Expected a PNG or JPEG file, got none of them (${join(folder, 'cat/bad-10.png')}).\n`;
    expect(read).toThrow(message);
    expect(read).toThrow(/bad-28\.png\)\.\nAnd 3 more such mistakes\.$/);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a folder without classes',
      () => writePng(join(folder, '1.png'), 1, 1, [1]),
      /^Expected a folder for each class in .*, got none/,
    ],
    ['a class without images', () => mkdirSync(join(folder, 'cat')), /^Expected PNG or JPEG files in .*\/cat, got none/],
    [
      'images of other formats',
      () => {
        writePng(join(folder, 'cat/1.png'), 1, 1, [1]);
        writeFileSync(join(folder, 'cat/2.webp'), 'x');
      },
      /^Expected PNG and JPEG files, got .*\/cat\/2\.webp: convert it/,
    ],
    ['a folder that is gone', () => rmSync(folder, { recursive: true }), /^Cannot read the folder of images .*ENOENT/],
  ])('refuses %s', (_name, prepare, message) => {
    prepare();
    expect(read).toThrow(message);
    mkdirSync(folder, { recursive: true });
  });
});
