import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../core/errors.js';

/** What a file holds, unpacked where it is packed with gzip, whatever it is called. Throws a UsageError where it cannot be read. */
export function readFileBytes(path: string): Uint8Array {
  const bytes = readAsIs(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UsageError(`Expected a whole gzip file, got one that cannot be unpacked: ${(error as Error).message} (${path}).`);
  }
}

function readAsIs(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UsageError(`Expected a data file at ${path}, found none.`);
    if (code === 'EISDIR') throw new UsageError(`Expected a data file at ${path}, got a folder.`);
    throw new UsageError(`Cannot read the data file ${path}: ${(error as Error).message}`);
  }
}
