import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Enough for a screen of lines, little enough to be read every second. */
const tailBytes = 16 * 1024;
const tailLines = 40;

/** The last lines of a file; none where there is none. */
export function logTail(path: string): readonly string[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, tailBytes));
    const read = readSync(file, buffer, 0, buffer.length, size - buffer.length);
    const lines = buffer.subarray(0, read).toString('utf8').trimEnd().split('\n');
    // Of a longer file the first line is cut somewhere.
    return (size > buffer.length ? lines.slice(1) : lines).slice(-tailLines).filter((line) => line !== '');
  } finally {
    closeSync(file);
  }
}
