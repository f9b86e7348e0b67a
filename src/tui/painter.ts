import { inAscii, showsUnicode } from './ascii.js';

const ESC = '\u001B[';
const ALTERNATE_SCREEN = { enter: `${ESC}?1049h`, leave: `${ESC}?1049l` };
const CURSOR = { hide: `${ESC}?25l`, show: `${ESC}?25h` };
/** A terminal that knows these shows what is written between them at once; others ignore them. */
const SYNCHRONIZED = { begin: `${ESC}?2026h`, end: `${ESC}?2026l` };
const ERASE_REST_OF_LINE = `${ESC}K`;

export interface Painter {
  /** Shows the frame: one string of lines, at most as many as the terminal has. */
  paint(frame: string): void;
  /** The next frame is painted whole, because the terminal has moved or lost what was there. */
  forget(): void;
  /** Asks the terminal to put the text into the clipboard (OSC 52); one that does not know how ignores it. */
  copy(text: string): void;
  leave(): void;
}

/**
 * Paints frames on the alternate screen, each line at its absolute row and only where it changed, so that nothing flickers.
 * Ink's own writer moves the cursor relative to its last frame, which a terminal that was resized has already displaced.
 * Lines must leave the last column empty: after a character there, erasing the rest of the line would erase it.
 */
export function paintOn(stdout: NodeJS.WriteStream): Painter {
  let painted: readonly string[] = [];
  // Bound now: while the view owns the terminal, the stream's own `write` is held back from others.
  const write = stdout.write.bind(stdout) as (text: string) => boolean;
  let active = true;
  write(ALTERNATE_SCREEN.enter + CURSOR.hide);
  return {
    paint(frame) {
      if (!active) return;
      const shown = showsUnicode() ? frame : inAscii(frame);
      const lines = shown.split('\n').slice(0, stdout.rows);
      const rows = Math.max(lines.length, Math.min(painted.length, stdout.rows));
      let changes = '';
      for (let row = 0; row < rows; row++) {
        const line = lines[row] ?? '';
        if (line !== painted[row]) changes += `${ESC}${row + 1};1H${line}${ERASE_REST_OF_LINE}`;
      }
      painted = lines;
      if (changes !== '') write(SYNCHRONIZED.begin + changes + SYNCHRONIZED.end);
    },
    forget() {
      // Not a line can equal this: a frame's lines hold no line break.
      painted = Array.from({ length: stdout.rows }, () => '\n');
    },
    copy(text) {
      if (active) write(clipboardSequence(text));
    },
    leave() {
      if (!active) return;
      active = false;
      write(CURSOR.show + ALTERNATE_SCREEN.leave);
    },
  };
}

function clipboardSequence(text: string): string {
  const sequence = `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
  // GNU screen passes on only what is wrapped for the terminal behind it.
  return process.env.STY ? `\u001BP${sequence}\u001B\\` : sequence;
}
