import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { type ImageAugmentation, imageBatch } from '../../../src/training/data/image-batch.js';
import type { Images } from '../../../src/training/data/images.js';
import { learnNormalisation, normalisedBytes } from '../../../src/training/data/normalisation.js';

/** Bytes as they are: what an augmentation does to pixels can be read off. */
const identity = Float32Array.from({ length: 3 * 256 }, (_, i) => i % 256);

function images(count: number, height: number, width: number, pixels: Iterable<number>, channels: 1 | 3 = 1): Images {
  return { count, height, width, channels, pixels: Uint8Array.from(pixels) };
}

function augmented(source: Images, changes: Partial<ImageAugmentation>, seed = 1, indices = [0]): number[] {
  return [...imageBatch(source, indices, identity, { shift: 0, flip: 0, cutout: 0, rng: createRng(seed), ...changes })];
}

const small = images(2, 2, 3, [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16]);

describe('normalisation', () => {
  it('gives each channel of the training data mean 0 and deviation 1', () => {
    const training = images(2, 1, 2, [10, 0, 7, 20, 100, 7, 30, 200, 7, 40, 60, 7], 3);
    const { mean, deviation } = learnNormalisation(training);
    expect(mean.map((value) => value * 255)).toEqual([25, 90, 7].map((value) => expect.closeTo(value, 10)));
    expect(deviation.map((value) => value * 255)).toEqual([Math.sqrt(125), Math.sqrt(5300), 0].map((v) => expect.closeTo(v, 5)));
    const values = imageBatch(training, [0, 1], normalisedBytes({ mean, deviation }));
    for (const channel of [0, 1]) {
      const own = [...values].filter((_, i) => i % 3 === channel);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5);
      expect(own.reduce((sum, value) => sum + value * value, 0) / 4).toBeCloseTo(1, 5);
    }
    // One that never varies is 0, not infinite.
    expect([...values].filter((_, i) => i % 3 === 2)).toEqual([0, 0, 0, 0]);
  });
});

describe('imageBatch', () => {
  it('takes the images that are asked for, in that order', () => {
    expect([...imageBatch(small, [1, 0], identity)]).toEqual([11, 12, 13, 14, 15, 16, 1, 2, 3, 4, 5, 6]);
  });

  it('leaves them as they are where every augmentation is off', () => {
    expect(augmented(small, {}, 5, [0, 1])).toEqual([...imageBatch(small, [0, 1], identity)]);
  });

  it('repeats itself with the same seed', () => {
    const pixels = images(
      1,
      8,
      8,
      Array.from({ length: 64 }, (_, i) => i),
    );
    const changes = { shift: 0.25, flip: 0.5, cutout: 0.3 };
    const [first, again, other] = [1, 1, 2].map((seed) => augmented(pixels, changes, seed, [0, 0, 0, 0]));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('mirrors left and right, pixel by pixel and not channel by channel', () => {
    expect(augmented(small, { flip: 1 })).toEqual([3, 2, 1, 6, 5, 4]);
    expect(augmented(images(1, 1, 2, [1, 2, 3, 4, 5, 6], 3), { flip: 1 })).toEqual([4, 5, 6, 1, 2, 3]);
  });

  it('mirrors as often as asked for', () => {
    const many = augmented(images(1, 1, 2, [0, 1]), { flip: 0.3 }, 1, Array(2000).fill(0));
    const mirrored = many.filter((value, i) => i % 2 === 0 && value === 1).length;
    expect(mirrored / 2000).toBeCloseTo(0.3, 1);
  });

  it('shifts each way by no more than its share, every shift alike often, and the edges go on', () => {
    const row = images(1, 1, 5, [10, 20, 30, 40, 50]);
    const batch = augmented(row, { shift: 0.2 }, 1, Array(3000).fill(0));
    const seen = new Map<string, number>();
    for (let i = 0; i < batch.length; i += 5) {
      const key = batch.slice(i, i + 5).join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['10,10,20,30,40', '10,20,30,40,50', '20,30,40,50,50']);
    for (const count of seen.values()) expect(count / 3000).toBeCloseTo(1 / 3, 1);
  });

  it('blanks a square of at most its side, to the mean, wherever it lies', () => {
    const side = fc.integer({ min: 2, max: 20 });
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.01, max: 1, noNaN: true }), fc.integer(), (height, width, cutout, seed) => {
        const ones = images(1, height, width, Array(height * width).fill(1));
        const pixels = augmented(ones, { cutout }, seed);
        const blank = pixels.flatMap((value, i) => (value === 0 ? [[Math.floor(i / width), i % width]] : [])) as [
          number,
          number,
        ][];
        const most = Math.round(cutout * Math.min(height, width));
        const extent = (axis: 0 | 1) => {
          const places = blank.map((place) => place[axis]);
          return blank.length === 0 ? 0 : Math.max(...places) - Math.min(...places) + 1;
        };
        // It is a whole rectangle, and at least half of each side is in the image, as its middle is.
        expect(blank.length).toBe(extent(0) * extent(1));
        for (const axis of [0, 1] as const) {
          expect(extent(axis)).toBeLessThanOrEqual(most);
          expect(extent(axis)).toBeGreaterThanOrEqual(Math.ceil(most / 2));
        }
      }),
    );
  });

  it('only ever moves pixels that an image has', () => {
    const pixels = images(
      1,
      6,
      7,
      Array.from({ length: 42 }, (_, i) => i + 1),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), fc.integer(), (shift, seed) => {
        for (const value of augmented(pixels, { shift, flip: 0.5 }, seed)) expect(pixels.pixels).toContain(value);
      }),
    );
  });
});
