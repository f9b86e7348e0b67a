import type { Line } from './line.js';

/** Lines as the terminal takes them, one for each. */
type Draw = (lines: readonly Line[]) => readonly string[];

/** More than a screen has, so that what is scrolled out of sight and back is still known. */
const KEPT_LINES = 500;

/**
 * Draws only lines that it has not drawn of late, by what they say. Most lines of a frame are those of the frame before, and Ink makes
 * kilobytes of objects for every character that it places: on a screen of 120x40 that was 14 MB a frame, and the collection of that
 * garbage the longest frames.
 */
export function rememberingLines(draw: Draw): Draw {
  let known = new Map<string, string>();
  return (lines) => {
    const keys = lines.map((line) => JSON.stringify(line));
    const isNew = new Map(keys.flatMap((key, i) => (known.has(key) ? [] : [[key, lines[i] as Line] as const])));
    const texts = isNew.size === 0 ? [] : draw([...isNew.values()]);
    for (const [i, key] of [...isNew.keys()].entries()) known.set(key, texts[i] ?? '');
    const drawn = keys.map((key) => known.get(key) ?? '');
    if (known.size > KEPT_LINES) known = new Map(keys.map((key, i) => [key, drawn[i] as string]));
    return drawn;
  };
}
