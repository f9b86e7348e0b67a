import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Press } from '../../src/tui/presses.js';
import { edited, fieldWindow, type TextField, textField } from '../../src/tui/text-field.js';

function press(name: string): Press {
  return { name, text: [...name].length === 1 ? name : '' };
}

/** The text with a bar where the cursor is. */
function typed(from: string, ...names: string[]): string {
  const { text, cursor } = names.reduce<TextField>((field, name) => edited(field, press(name)) ?? field, textField(from));
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

it('is edited as a shell line is', () => {
  expect(typed('', ...'lr<1')).toBe('lr<1|');
  expect(typed('lr<1', 'left', 'left', 'x', 'backspace', 'ctrl-d')).toBe('lr|1');
  expect(typed('a=1 b=2', 'ctrl-w')).toBe('a=1 |');
  expect(typed('a=1 b=2', 'home', 'right', 'ctrl-k', 'up')).toBe('a|');
  expect(typed('a=1 b=2', 'left', 'ctrl-u')).toBe('|2');
  expect(typed('ü', 'left', 'left', 'end', 'right', 'backspace', 'backspace')).toBe('|');
});

it('does not take keys that edit nothing', () => expect(edited(textField('a'), press('page-up'))).toBeUndefined());

it('shows a window of it with the cursor in sight', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat({ max: 40 }), fc.integer({ min: 1, max: 20 }), (text, at, width) => {
      const characters = [...text];
      const cursor = Math.min(at, characters.length);
      const [before, under, after] = fieldWindow({ text, cursor }, width);
      expect([...before, ...under, ...after].length).toBeLessThanOrEqual(width);
      expect(under).toBe(characters[cursor] ?? ' ');
      expect(text).toContain(before);
    }),
  );
});

it('leaves wide characters their room', () => {
  expect(fieldWindow({ text: '学习率=大', cursor: 0 }, 6)).toEqual(['', '学', '习率']);
  expect(fieldWindow({ text: '学习率=大', cursor: 4 }, 6)).toEqual(['率=', '大', '']);
  expect(fieldWindow({ text: '学习率=大', cursor: 5 }, 6)).toEqual(['率=大', ' ', '']);
});
