import stringWidth from 'string-width';

/** Letters of Europe, punctuation, arrows, mathematics, lines, blocks and braille: each takes one cell. */
const SIMPLE =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc\u2800-\u28ff]*$/;

/** An emoji may be many code points, and a letter have its accents in code points of their own. */
const graphemes = new Intl.Segmenter();

/** Whether each of its characters takes one cell of the terminal. That is known at once, the width of others takes a look at each. */
export function isSimple(text: string): boolean {
  return SIMPLE.test(text);
}

/** How many cells of the terminal it takes: a Chinese character or an emoji takes two, an accent of its own none. */
export function cellsOf(text: string): number {
  return isSimple(text) ? text.length : stringWidth(text);
}

/** As much of its beginning as has room in so many cells. */
export function firstCells(text: string, cells: number): string {
  if (isSimple(text)) return text.slice(0, Math.max(0, cells));
  let end = 0;
  let left = cells;
  for (const { segment, index } of graphemes.segment(text)) {
    left -= stringWidth(segment);
    if (left < 0) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** What a reader takes for its characters. */
export function graphemesOf(text: string): string[] {
  return isSimple(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment);
}
