import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resized } from '../../../src/training/data/resize.js';

const grey = (height: number, width: number, pixels: readonly number[]) =>
  ({ height, width, channels: 1, pixels: Uint8Array.from(pixels) }) as const;

describe('resized', () => {
  it('leaves an image of that size as it is', () => {
    const image = grey(1, 2, [3, 4]);
    expect(resized(image, 1, 2)).toBe(image);
  });

  it('averages the area that a pixel covers, in parts where it covers parts', () => {
    expect([...resized(grey(2, 2, [0, 10, 20, 30]), 1, 1).pixels]).toEqual([15]);
    // Each covers one and a half: (0 + 30 / 2) / 1.5 and (30 / 2 + 60) / 1.5
    expect([...resized(grey(1, 3, [0, 30, 60]), 1, 2).pixels]).toEqual([10, 50]);
  });

  it('interpolates between the centres where it grows, and goes on at the edges', () => {
    // Centres at -0.25, 0.25, 0.75 and 1.25 of the two
    expect([...resized(grey(1, 2, [0, 100]), 1, 4).pixels]).toEqual([0, 25, 75, 100]);
    expect([...resized(grey(1, 1, [42]), 2, 3).pixels]).toEqual([42, 42, 42, 42, 42, 42]);
  });

  it('keeps the channels apart', () => {
    const colour = { height: 1, width: 2, channels: 3, pixels: Uint8Array.of(0, 10, 20, 100, 110, 120) } as const;
    expect([...resized(colour, 1, 1).pixels]).toEqual([50, 60, 70]);
  });

  const side = fc.integer({ min: 1, max: 40 });

  it('keeps an image of one colour, whatever the sizes', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 255 }), (height, width, newHeight, newWidth, value) => {
        const image = grey(height, width, Array(height * width).fill(value));
        const { pixels } = resized(image, newHeight, newWidth);
        expect([...pixels]).toEqual(Array(newHeight * newWidth).fill(value));
      }),
    );
  });

  it('keeps the mean of an image that shrinks, but for rounding', () => {
    fc.assert(
      fc.property(side, side, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (height, width, values) => {
        const pixels = [...values.take(height * width)];
        const mean = (list: Iterable<number>) => [...list].reduce((sum, value) => sum + value, 0) / [...list].length;
        const shrunk = resized(grey(height, width, pixels), Math.ceil(height / 2), Math.ceil(width / 3));
        expect(Math.abs(mean(shrunk.pixels) - mean(pixels))).toBeLessThan(0.51);
      }),
    );
  });
});
