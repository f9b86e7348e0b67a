import type { Key } from 'ink';

/** One press of a key. */
export interface Press {
  /** Such as `enter`, `page-up` or `ctrl-u`; of a key that types something, what it types. */
  readonly name: string;
  /** What it types; empty for a key that does not. */
  readonly text: string;
}

const named: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  // Terminals send what Ink calls `delete` for the backspace key.
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
  ['escape', 'escape'],
];

/** What a control character stands for when it comes among others. */
const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
};

/**
 * One press after another. While a frame was drawn several may have come, and the terminal hands them over as one text:
 * none of them may be lost, a Ctrl-C least of all.
 */
export function pressesOf(input: string, key: Key): Press[] {
  if (key.tab) return [{ name: key.shift ? 'shift-tab' : 'tab', text: '' }];
  const special = named.find(([flag]) => key[flag]);
  if (special) return [{ name: special[1], text: '' }];
  if (key.ctrl) return [{ name: `ctrl-${input}`, text: '' }];
  return [...input].map((character) => {
    const control = controls[character];
    if (control !== undefined) return { name: control, text: '' };
    if (character < ' ') return { name: `ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`, text: '' };
    return { name: character, text: character };
  });
}
