import { join, relative, sep } from 'node:path';
import { cellsOf } from '../tui/cells.js';
import { padded } from '../tui/text.js';

/** One JSON document on standard output; NaN and infinities, which JSON lacks, become null. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

/** Rows in columns that are as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cellsOf(cell))), []);
  return rows.map((row) =>
    row
      .map((cell, i) => padded(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Of more files in a subfolder only their number is printed. */
const mostListed = 4;

/** The paths of files that were written into `folder`, one a line; many in one of its folders as that folder. */
export function printWritten(
  paths: readonly string[],
  { json, folder }: { readonly json?: boolean; readonly folder: string },
): void {
  const written = [...new Set(paths)];
  if (json) printJson({ written });
  else for (const line of writtenLines(written, folder)) console.log(line);
}

function writtenLines(paths: readonly string[], folder: string): string[] {
  const inFolders = new Map<string, string[]>();
  for (const path of paths) {
    const [first = '', ...further] = relative(folder, path).split(sep);
    const place = further.length === 0 ? path : `${join(folder, first)}${sep}`;
    inFolders.set(place, [...(inFolders.get(place) ?? []), path]);
  }
  return [...inFolders].flatMap(([place, files]) => (files.length > mostListed ? `${place} (${files.length} files)` : files));
}
