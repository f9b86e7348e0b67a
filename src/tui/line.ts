import { cellsOf, firstCells } from './cells.js';
import type { Tone } from './theme.js';

/** Text in one tone. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** The cursor stands on it: its foreground and background change places. */
  readonly isSelected?: boolean;
}

/** One line of the screen, from left to right. */
export type Line = readonly Piece[];

export const blank: Line = [];

export function line(text: string, tone: Tone = 'plain'): Line {
  return text === '' ? blank : [{ text, tone }];
}

/** A line of texts, each with its tone where it is not plain; those that are empty are left out. */
export function pieces(...texts: readonly (string | readonly [text: string, tone: Tone])[]): Line {
  return texts
    .map((each) => (typeof each === 'string' ? ([each, 'plain'] as const) : each))
    .filter(([text]) => text !== '')
    .map(([text, tone]) => ({ text, tone }));
}

export function textOf(pieces: Line): string {
  return pieces.map(({ text }) => text).join('');
}

/** At most `width` cells of it, with an ellipsis where it is cut. */
export function cutLine(pieces: Line, width: number): Line {
  if (widthOf(pieces) <= width) return pieces;
  const kept: Piece[] = [];
  let left = width - 1;
  for (const { text, tone } of pieces) {
    const cells = cellsOf(text);
    if (left >= 0) kept.push({ text: firstCells(text, left) + (cells > left ? '…' : ''), tone });
    left -= cells;
    if (left < 0) break;
  }
  return width < 1 ? blank : kept;
}

/** In cells. */
function widthOf(pieces: Line): number {
  return pieces.reduce((sum, { text }) => sum + cellsOf(text), 0);
}

/** Blocks of lines next to one another, each `width` cells wide. */
export function beside(blocks: readonly (readonly Line[])[], width: number, gap: number): Line[] {
  const height = Math.max(0, ...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, row) =>
    blocks.flatMap((block, i) => {
      const pieces = cutLine(block[row] ?? blank, width);
      const isLast = i === blocks.length - 1;
      const padding = isLast ? 0 : width + gap - widthOf(pieces);
      return padding === 0 ? pieces : [...pieces, { text: ' '.repeat(padding), tone: 'plain' as const }];
    }),
  );
}
