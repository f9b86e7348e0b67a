import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImageDataSource, SplitShares } from '../../../src/core/task-spec.js';
import { loadImageDataset } from '../../../src/training/data/image-dataset.js';
import { idxBytes } from '../../data-files/idx.js';
import { writePng } from './pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-image-dataset-'));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (data: ImageDataSource, split: SplitShares = [0.5, 0.25, 0.25], seed = 1) =>
  loadImageDataset({ kind: 'image-classification', data, split, epochs: 1 }, seed);

/** Images of one pixel each, whose value tells which they are, of the classes 0 and 1 in turn. */
function idx(name: string, count: number, labelOf: (i: number) => number = (i) => i % 2) {
  const [images, labels] = [join(folder, `${name}-images`), join(folder, `${name}-labels`)];
  const numbers = Array.from({ length: count }, (_, i) => i);
  writeFileSync(images, idxBytes([count, 1, 1], numbers));
  writeFileSync(labels, idxBytes([count], numbers.map(labelOf)));
  return { images, labels };
}

describe('loadImageDataset', () => {
  it('cuts the parts that have no images of their own from the training images, the same for each seed', () => {
    const train = idx('whole', 40);
    const { labels, shape, ...parts } = load({ train });
    expect([labels, shape]).toEqual([['0', '1'], { height: 1, width: 1, channels: 1 }]);
    const all = [parts.train, parts.validation, parts.test].map(({ images, classes }) => {
      expect([...images.pixels].map((value) => value % 2)).toEqual([...classes]);
      return [...images.pixels];
    });
    expect(all.map(({ length }) => length)).toEqual([20, 10, 10]);
    expect(all.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect([...load({ train }).train.images.pixels]).toEqual(all[0]);
    expect([...load({ train }, undefined, 2).train.images.pixels]).not.toEqual(all[0]);
  });

  it('leaves images whole that have no part to give, and learns the normalisation from training images alone', () => {
    const { train, validation, test, normalisation } = load({
      train: idx('four', 4),
      validation: idx('two', 2),
      test: idx('six', 6),
    });
    expect([train, validation, test].map(({ images }) => images.count)).toEqual([4, 2, 6]);
    expect((normalisation.mean[0] as number) * 255).toBeCloseTo(1.5, 10);
  });

  it('makes all images as the training images are: one size, and colour where one of them has any', () => {
    writePng(join(folder, 'colour/red/1.png'), 2, 2, [200, 0, 0, 200, 0, 0, 200, 0, 0, 200, 0, 0]);
    writePng(join(folder, 'colour/grey/1.png'), 4, 4, Array(16).fill(7));
    writePng(join(folder, 'colour-validation/grey/1.png'), 1, 1, [9]);
    const data = { train: join(folder, 'colour'), validation: join(folder, 'colour-validation'), size: [1, 2] } as const;
    const { shape, train, validation, labels } = load(data, [1, 0, 0]);
    expect([shape, labels]).toEqual([{ height: 1, width: 2, channels: 3 }, ['grey', 'red']]);
    expect([...train.images.pixels]).toEqual([7, 7, 7, 7, 7, 7, 200, 0, 0, 200, 0, 0]);
    expect([...validation.images.pixels]).toEqual([9, 9, 9, 9, 9, 9]);
  });

  it('says what is doubtful about them', () => {
    const { warnings } = load({ train: idx('trained', 20), validation: idx('validated', 24), test: idx('tests', 9) });
    expect(warnings.map((warning) => warning.replaceAll(`${folder}/`, ''))).toEqual([
      '20 of 24 validation images (83 %) stand in the training data, too, so that what is measured on them flatters: ' +
        'validated-images, image 1 (as trained-images, image 1), validated-images, image 2 (as trained-images, image 2), ' +
        'validated-images, image 3 (as trained-images, image 3) and 17 more.',
      expect.stringMatching(/^9 of 9 test images \(100 %\) stand in the training data/),
      expect.stringMatching(/^9 of 9 test images \(100 %\) stand in the validation data/),
    ]);
  });

  it('wants one size of images, or to be told one', () => {
    writePng(join(folder, 'sizes/a/1.png'), 2, 2, [1, 2, 3, 4]);
    writePng(join(folder, 'sizes/b/1.png'), 2, 3, [1, 2, 3, 4, 5, 6]);
    const [a, b] = ['sizes/a/1.png', 'sizes/b/1.png'].map((name) => join(folder, name));
    expect(() => load({ train: join(folder, 'sizes'), validation: join(folder, 'sizes') })).toThrow(
      `Expected images of one size, got 2 x 2 (${a}) and 2 x 3 (${b}): name one as \`image_size\` in \`data\`.`,
    );
  });

  it.each<[string, () => ImageDataSource, RegExp]>([
    ['one label', () => ({ train: idx('one', 9, () => 3) }), /^Expected at least 2 labels in the training data, got 1\.$/],
    [
      'labels that training does not know',
      () => ({ train: idx('known', 9), validation: idx('unknown', 4, (i) => i), test: idx('other', 9, () => 7) }),
      new RegExp(
        ['"2" \\(.*unknown-images, image 3\\)', '"3" \\(.*unknown-images, image 4\\)', '"7" \\(.*other-images, image 1\\)']
          .map((what) => `Expected only labels that occur in the training data, got ${what}\\.`)
          .join('\n'),
      ),
    ],
    [
      'mistakes in several files, all of which it tells',
      () => ({
        train: { images: idx('many', 9).images, labels: idx('few', 8).labels },
        test: { images: idx('swapped', 9).labels, labels: idx('swapped', 9).labels },
      }),
      /^Expected a label for each of .*few-labels\)\.\nExpected images of .*swapped-labels\)\.$/,
    ],
    [
      'fewer labels than images',
      () => ({ train: { images: idx('many', 9).images, labels: idx('few', 8).labels } }),
      /^Expected a label for each of the 9 images of .*many-images, got 8 \(.*few-labels\)\.$/,
    ],
    [
      'labels in place of images',
      () => ({ train: { images: idx('swapped', 9).labels, labels: idx('swapped', 9).labels } }),
      /^Expected images of \[count, height, width\], .*, got \[9\] \(.*swapped-labels\)\.$/,
    ],
    [
      'images in place of labels',
      () => ({ train: { images: idx('swapped', 9).images, labels: idx('swapped', 9).images } }),
      /^Expected labels of \[count\], got \[9, 1, 1\] \(.*swapped-images\)\.$/,
    ],
  ])('refuses %s', (_name, data, message) => {
    expect(() => load(data())).toThrow(message);
  });

  it('wants validation data', () => {
    expect(() => load({ train: idx('all', 9), test: idx('rest', 9) }, [1, 0, 0])).toThrow(/^Expected validation data, got none/);
  });
});
