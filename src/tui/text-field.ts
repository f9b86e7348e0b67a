import { cellsOf, firstCells } from './cells.js';
import type { Press } from './presses.js';

/** A line of text that is being typed. */
export interface TextField {
  readonly text: string;
  /** Characters before the cursor. */
  readonly cursor: number;
}

/** With the cursor at its end. */
export function textField(text: string): TextField {
  return { text, cursor: [...text].length };
}

/** What a press makes of it, as the shell's line editor would; undefined for a press that does not edit. */
export function edited({ text, cursor }: TextField, press: Press): TextField | undefined {
  const characters = [...text];
  const before = characters.slice(0, cursor);
  const after = characters.slice(cursor);
  const joined = (left: readonly string[], right: readonly string[]) => ({
    text: [...left, ...right].join(''),
    cursor: left.length,
  });
  switch (press.name) {
    case 'left':
    case 'ctrl-b':
      return { text, cursor: Math.max(0, cursor - 1) };
    case 'right':
    case 'ctrl-f':
      return { text, cursor: Math.min(characters.length, cursor + 1) };
    case 'home':
    case 'ctrl-a':
      return { text, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { text, cursor: characters.length };
    case 'backspace':
      return joined(before.slice(0, -1), after);
    case 'ctrl-d':
      return joined(before, after.slice(1));
    case 'ctrl-k':
      return joined(before, []);
    case 'ctrl-u':
      return joined([], after);
    case 'ctrl-w':
      return joined([...before.join('').replace(/\S+\s*$/, '')], after);
    default:
      return press.text === '' ? undefined : joined([...before, ...press.text], after);
  }
}

/** What has room in `width` cells of it, of which the cursor is one: what is before it, under it and behind it. */
export function fieldWindow({ text, cursor }: TextField, width: number): readonly [before: string, under: string, after: string] {
  const characters = [...text, ' '];
  const under = characters[cursor] ?? ' ';
  let from = cursor;
  let left = width - cellsOf(under);
  while (from > 0 && cellsOf(characters[from - 1] as string) <= left) {
    from--;
    left -= cellsOf(characters[from] as string);
  }
  const after = characters.slice(cursor + 1).join('');
  return [characters.slice(from, cursor).join(''), under, firstCells(after, left).trimEnd()];
}
