import { UsageError } from '../core/errors.js';
import { readFileBytes } from './file-bytes.js';

/** A grid of bytes. */
export interface IdxFile {
  /** Its extent along each axis, such as [images, height, width]. */
  readonly shape: readonly number[];
  /** Row by row: the last axis runs fastest. */
  readonly values: Uint8Array;
}

/** By the third byte of the file. */
const elementTypes = new Map([
  [0x08, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, '16-bit integers'],
  [0x0c, '32-bit integers'],
  [0x0d, '32-bit floats'],
  [0x0e, '64-bit floats'],
]);
const unsignedBytes = 0x08;

/**
 * Reads a file of unsigned bytes in the format of MNIST (LeCun, Cortes and Burges, "The MNIST database of handwritten digits",
 * "File formats", http://yann.lecun.com/exdb/mnist/), packed with gzip or not: two zeros, the type of the elements, the number of
 * axes, the extent along each as a big-endian 32-bit integer, then the elements.
 * Throws a UsageError that names the file and what was expected of it.
 */
export function readIdxFile(path: string): IdxFile {
  const bytes = readFileBytes(path);
  const axes = readAxes(bytes, path);
  const header = new DataView(bytes.buffer, bytes.byteOffset, 4 + 4 * axes);
  const shape = Array.from({ length: axes }, (_, axis) => header.getUint32(4 + 4 * axis));
  const values = bytes.subarray(header.byteLength);
  const expected = shape.reduce((size, extent) => size * extent, 1);
  if (values.length !== expected) {
    const grid = shape.join(' x ');
    throw new UsageError(`Expected ${expected} bytes after the header, for ${grid} elements, got ${values.length} (${path}).`);
  }
  return { shape, values };
}

/** The number of axes, once the file has turned out to be what it should be. */
function readAxes(bytes: Uint8Array, path: string): number {
  const [first, second, type = 0, axes = 0] = bytes;
  const isIdx = first === 0 && second === 0 && elementTypes.has(type) && axes > 0 && bytes.length >= 4 + 4 * axes;
  if (!isIdx) {
    const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
    throw new UsageError(
      `Expected an IDX file, which begins with 000008 and its number of axes, got ${start || 'nothing'} (${path}).`,
    );
  }
  if (type !== unsignedBytes) {
    throw new UsageError(`Expected an IDX file of ${elementTypes.get(unsignedBytes)}, got ${elementTypes.get(type)} (${path}).`);
  }
  return axes;
}
