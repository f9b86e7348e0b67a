import { UsageError } from '../core/errors.js';

const newline = 0x0a;

/** Lines that a message names, beyond the first. */
const linesNamed = 10;

/** The text of a UTF-8 file without its byte order mark. Throws a UsageError with the lines that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, path: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    const [first, ...others] = linesWithErrors(bytes);
    const named =
      others.slice(0, linesNamed).join(', ') + (others.length > linesNamed ? ` and ${others.length - linesNamed} more` : '');
    const also = others.length === 0 ? '' : `; line${others.length === 1 ? '' : 's'} ${named} likewise`;
    throw new UsageError(`Expected UTF-8 in ${path}:${first}${also}. ${advice(bytes)}`);
  }
}

/** Numbers from 1; of a file that is not UTF-8. */
function linesWithErrors(bytes: Uint8Array): number[] {
  // In UTF-8 the byte of a newline is never part of another character, so lines can be decoded one by one.
  const lines: number[] = [];
  for (let line = 1, start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(newline, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) lines.push(line);
    start = stop + 1;
  }
  return lines;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** By its first bytes: formats that a table may be packed in and that are not unpacked here. */
const packings: Readonly<Record<string, string>> = { '504b0304': 'zip', fd377a58: 'xz', '28b52ffd': 'zstd', '425a6839': 'bzip2' };

function advice(bytes: Uint8Array): string {
  const packing = packings[Buffer.from(bytes.subarray(0, 4)).toString('hex')];
  if (packing !== undefined) return `The file is packed with ${packing}: unpack it.`;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const guess = isUtf16 ? 'The file seems to be UTF-16' : 'The file may be Latin-1 or Windows-1252';
  return `${guess}: save it as UTF-8, for example with \`iconv -f ${isUtf16 ? 'UTF-16' : 'WINDOWS-1252'} -t UTF-8\`.`;
}
