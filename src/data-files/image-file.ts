import { readFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { UsageError } from '../core/errors.js';
import { pngPixels } from './png-pixels.js';
import { type Raster, withoutNeedlessColour } from './raster.js';

/** By how a file begins, in hexadecimal digits. */
const formats: Readonly<Record<string, string>> = {
  '89504e470d0a1a0a': 'PNG',
  ffd8ff: 'JPEG',
  '47494638': 'GIF',
  '52494646': 'WebP',
  '424d': 'BMP',
  '49492a00': 'TIFF',
  '4d4d002a': 'TIFF',
};

/**
 * Reads a PNG or JPEG file, in one channel where it has no colour, whatever the file is called.
 * Throws a UsageError that names the file.
 */
export function readImageFile(path: string): Raster {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`Cannot read the image ${path}: ${(error as Error).message}`);
  }
  const format = formatOf(bytes);
  if (format !== 'PNG' && format !== 'JPEG') {
    throw new UsageError(`Expected a PNG or JPEG file, got ${format ? `a ${format} file` : 'none of them'} (${path}).`);
  }
  try {
    return withoutNeedlessColour(format === 'PNG' ? pngPixels(bytes) : jpegPixels(bytes));
  } catch (error) {
    throw new UsageError(`Expected a whole ${format} file, got one that cannot be read: ${(error as Error).message} (${path}).`);
  }
}

function formatOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return Object.entries(formats).find(([signature]) => start.startsWith(signature))?.[1];
}

function jpegPixels(bytes: Uint8Array): Raster {
  const { height, width, data } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false });
  return { height, width, channels: 3, pixels: data };
}
