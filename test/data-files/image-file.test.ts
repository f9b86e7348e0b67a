import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { afterAll, describe, expect, it } from 'vitest';
import { readImageFile } from '../../src/data-files/image-file.js';
import { inChannels } from '../../src/data-files/raster.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-image-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Uint8Array) {
  const path = join(folder, 'image');
  writeFileSync(path, bytes);
  const { height, width, channels, pixels } = readImageFile(path);
  return { height, width, channels, pixels: [...pixels] };
}

const size = { height: 1, width: 2 };

/** The pixels of a JPEG file of one colour, which compression leaves nearly as they are. */
function jpegOf(red: number, green: number, blue: number): Uint8Array {
  const data = Buffer.from(Array.from({ length: 8 * 8 }, () => [red, green, blue, 255]).flat());
  return jpeg.encode({ height: 8, width: 8, data }, 100).data;
}

describe('readImageFile', () => {
  it.each<[string, Uint8Array, 1 | 3, number[]]>([
    ['grey', encodePng({ ...size, channels: 1, depth: 8, data: Uint8Array.of(7, 200) }), 1, [7, 200]],
    ['grey of 16 bits', encodePng({ ...size, channels: 1, depth: 16, data: Uint16Array.of(257 * 7, 65535) }), 1, [7, 255]],
    ['grey of 1 bit', encodePng({ ...size, channels: 1, depth: 1, data: Uint8Array.of(0b01000000) }), 1, [0, 255]],
    ['grey of 4 bits', encodePng({ ...size, channels: 1, depth: 4, data: Uint8Array.of(0x1f) }), 1, [17, 255]],
    ['grey on white', encodePng({ ...size, channels: 2, depth: 8, data: Uint8Array.of(100, 255, 0, 0) }), 1, [100, 255]],
    ['colours', encodePng({ ...size, channels: 3, depth: 8, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }), 3, [1, 2, 3, 4, 5, 6]],
    ['colours without a colour', encodePng({ ...size, channels: 3, depth: 8, data: Uint8Array.of(9, 9, 9, 4, 4, 4) }), 1, [9, 4]],
    [
      'colours that half shine through',
      encodePng({ ...size, channels: 4, depth: 8, data: Uint8Array.of(255, 0, 0, 51, 1, 2, 3, 255) }),
      3,
      [255, 204, 204, 1, 2, 3],
    ],
    [
      'a palette',
      encodePng({
        ...size,
        channels: 1,
        depth: 8,
        palette: [
          [1, 2, 3],
          [40, 50, 60],
        ],
        data: Uint8Array.of(1, 0),
      }),
      3,
      [40, 50, 60, 1, 2, 3],
    ],
    [
      'interlaced',
      encodePng({ ...size, channels: 3, depth: 8, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }, { interlace: 'Adam7' }),
      3,
      [1, 2, 3, 4, 5, 6],
    ],
  ])('reads a PNG file: %s', (_name, bytes, channels, pixels) => {
    expect(read(bytes)).toEqual({ ...size, channels, pixels });
  });

  it('reads a JPEG file, with colour and without', () => {
    const colour = read(jpegOf(200, 100, 50));
    expect(colour).toMatchObject({ height: 8, width: 8, channels: 3 });
    for (const [channel, value] of [200, 100, 50].entries()) {
      expect(Math.abs((colour.pixels[channel] as number) - value)).toBeLessThan(4);
    }
    const grey = read(jpegOf(120, 120, 120));
    expect(grey).toMatchObject({ channels: 1, pixels: expect.toSatisfy((pixels: number[]) => pixels.length === 64) });
    expect(Math.abs((grey.pixels[0] as number) - 120)).toBeLessThan(3);
  });

  const png = encodePng({ ...size, channels: 1, depth: 8, data: Uint8Array.of(7, 200) });
  const flipped = png.with(png.length - 20, (png[png.length - 20] as number) ^ 4);

  it.each<[string, Uint8Array, RegExp]>([
    ['half of a PNG file', png.subarray(0, 50), /^Expected a whole PNG file, got one that cannot be read: .* \(.*\/image\)\.$/],
    ['a PNG file with a wrong bit', flipped, /^Expected a whole PNG file, got one that cannot be read: CRC/],
    ['half of a JPEG file', jpegOf(1, 2, 3).subarray(0, 300), /^Expected a whole JPEG file, got one that cannot be read: /],
    ['a GIF file', Buffer.from('GIF89a'), /^Expected a PNG or JPEG file, got a GIF file \(/],
    ['a text', Buffer.from('hello'), /^Expected a PNG or JPEG file, got none of them \(/],
    ['an empty file', new Uint8Array(0), /^Expected a PNG or JPEG file, got none of them \(/],
  ])('refuses %s', (_name, bytes, message) => {
    expect(() => read(bytes)).toThrow(message);
  });

  it('refuses bits that are interlaced, which the decoder would mix up', () => {
    const bits = encodePng({ ...size, channels: 1, depth: 1, data: Uint8Array.of(0) });
    expect(() => read(bits.with(28, 1))).toThrow(/interlaced PNG files of 1 bits/);
  });

  it('says which file is missing', () => {
    expect(() => readImageFile(join(folder, 'none.png'))).toThrow(/^Cannot read the image .*none\.png: ENOENT/);
  });
});

describe('inChannels', () => {
  const colour = { height: 1, width: 2, channels: 3, pixels: Uint8Array.of(255, 0, 0, 10, 20, 30) } as const;

  it('turns colours into their luma', () => {
    // 0.299 * 255; 0.299 * 10 + 0.587 * 20 + 0.114 * 30
    expect([...inChannels(colour, 1).pixels]).toEqual([76, 18]);
  });

  it('turns grey into three equal channels', () => {
    expect([...inChannels({ height: 1, width: 2, channels: 1, pixels: Uint8Array.of(5, 6) }, 3).pixels]).toEqual([
      5, 5, 5, 6, 6, 6,
    ]);
  });
});
