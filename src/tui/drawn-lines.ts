import { isSimple } from './cells.js';
import type { Line, Piece } from './line.js';

/** Lines as the terminal takes them, one for each. */
type Draw = (lines: readonly Line[]) => readonly string[];

/**
 * Draws lines with what Ink puts before and after a letter of each tone, which it is asked for once. Ink makes kilobytes of objects
 * for every character that it places: on a screen of 120x40 that was 14 MB a frame, and the collection of that garbage the longest
 * frames. Lines with characters that may take two cells, or none, are left to Ink, which cuts them to the screen's width.
 */
export function drawingByLooks(ink: Draw): Draw {
  const looks = new Map<string, readonly [before: string, after: string]>();
  const learn = ({ tone, isSelected }: Piece): readonly [string, string] => {
    const [drawn = LETTER] = ink([[{ text: LETTER, tone, ...(isSelected && { isSelected }) }]]);
    return drawn.split(LETTER) as [string, string];
  };
  const drawn = (piece: Piece): string => {
    const key = `${piece.tone}${piece.isSelected ? ' selected' : ''}`;
    const look = looks.get(key) ?? learn(piece);
    looks.set(key, look);
    return look[0] + piece.text + look[1];
  };
  return (lines) => {
    const wide = lines.filter((line) => !line.every(({ text }) => isSimple(text)));
    const byInk = new Map(wide.length === 0 ? [] : ink(wide).map((text, i) => [wide[i], text]));
    return lines.map((line) => byInk.get(line) ?? line.map(drawn).join(''));
  };
}

/** None that is in an escape sequence: those end with `m`. */
const LETTER = 'X';
