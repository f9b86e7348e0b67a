import type { Key } from 'ink';
import { expect, it } from 'vitest';
import { pressesOf } from '../../src/tui/presses.js';

const none = {} as Key;

function names(input: string, key: Partial<Key> = {}): string[] {
  return pressesOf(input, { ...none, ...key }).map(({ name }) => name);
}

it('names keys that type nothing', () => {
  expect(names('', { upArrow: true })).toEqual(['up']);
  expect(names('', { tab: true, shift: true })).toEqual(['shift-tab']);
  expect(names('', { delete: true })).toEqual(['backspace']);
  expect(names('u', { ctrl: true })).toEqual(['ctrl-u']);
});

it('takes what came at once apart, control characters among it', () => {
  expect(names('jü\r')).toEqual(['j', 'ü', 'enter']);
  expect(names('q\u0003\u007f\t')).toEqual(['q', 'ctrl-c', 'backspace', 'tab']);
  expect(pressesOf('a\u0015', none)).toEqual([
    { name: 'a', text: 'a' },
    { name: 'ctrl-u', text: '' },
  ]);
});
