import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png';
import type { Raster } from './raster.js';

/** What is seen through a transparent pixel: the page that an image stands on. */
const background = 255;

/**
 * The pixels of a PNG file of any kind: grey, in colour or with a palette, 1 to 16 bits a channel. Transparent ones are laid on
 * white. Throws an error for a damaged file.
 */
export function pngPixels(bytes: Uint8Array): Raster {
  refuseInterlacedBits(bytes);
  const png = decode(bytes, { checkCrc: true });
  const { height, width } = png;
  const { samples, channels, highest } = samplesOf(png);
  const transparent = png.palette === undefined ? png.transparency : undefined;
  const colours = channels >= 3 ? 3 : 1;
  const pixels = new Uint8Array(height * width * colours);
  for (let i = 0; i < height * width; i++) {
    const first = i * channels;
    const isTransparent = transparent?.every((value, channel) => samples[first + channel] === value) ?? false;
    const opacity = isTransparent ? 0 : channels === colours ? 1 : (samples[first + colours] as number) / highest;
    for (let channel = 0; channel < colours; channel++) {
      const value = ((samples[first + channel] as number) * 255) / highest;
      pixels[i * colours + channel] = Math.round(value * opacity + background * (1 - opacity));
    }
  }
  return { height, width, channels: colours, pixels };
}

interface Samples {
  /** [pixels, channels] */
  readonly samples: Uint8Array | Uint16Array | Uint8ClampedArray;
  /** 1 and 3 without, 2 and 4 with an opacity. */
  readonly channels: number;
  /** White, and opaque. */
  readonly highest: number;
}

function samplesOf(png: DecodedPng): Samples {
  const { palette, channels, depth, data } = png;
  if (palette !== undefined) return { samples: convertIndexedToRgb(png), channels: palette[0]?.length ?? 3, highest: 255 };
  return { samples: depth < 8 ? unpackedBits(png) : data, channels, highest: 2 ** depth - 1 };
}

/** Grey of 1, 2 or 4 bits a pixel, the first of a byte in its highest bits; each row begins with a byte. */
function unpackedBits({ height, width, depth, data }: DecodedPng): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const samples = new Uint8Array(height * width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)] as number;
      samples[y * width + x] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  }
  return samples;
}

/** The library takes each of their pixels for a byte. */
function refuseInterlacedBits(bytes: Uint8Array): void {
  const [depth = 8, , , , interlace] = bytes.subarray(24, 29);
  if (depth < 8 && interlace === 1) throw new Error(`interlaced PNG files of ${depth} bits a pixel are not read`);
}
