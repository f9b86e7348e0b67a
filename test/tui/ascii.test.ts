import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { inAscii, showsUnicode } from '../../src/tui/ascii.js';
import { paintOn } from '../../src/tui/painter.js';
import { VirtualTerminal } from './virtual-terminal.js';

it('knows the terminals that have no more than ASCII', () => {
  expect(showsUnicode({ TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' }, 'linux')).toBe(true);
  expect(showsUnicode({ TERM: 'screen', LC_ALL: 'C.utf8', LANG: 'C' }, 'linux')).toBe(true);
  expect(showsUnicode({ TERM: 'xterm' }, 'linux')).toBe(true);
  expect(showsUnicode({ TERM: 'linux', LANG: 'de_DE.UTF-8' }, 'linux')).toBe(false);
  expect(showsUnicode({ TERM: 'xterm', LANG: 'C' }, 'linux')).toBe(false);
  expect(showsUnicode({ TERM: 'xterm', LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, 'linux')).toBe(false);
  expect(showsUnicode({ WT_SESSION: '1', LANG: '' }, 'win32')).toBe(true);
  expect(showsUnicode({}, 'win32')).toBe(false);
});

it('is what the painter writes there', () => {
  const terminal = new VirtualTerminal(20, 5);
  vi.stubEnv('LC_ALL', 'C');
  paintOn(terminal as unknown as NodeJS.WriteStream).paint('─ ▲ ⣀');
  vi.unstubAllEnvs();
  expect(terminal.screen()).toBe('- ^ .');
});

it('keeps every column in its place', () => {
  expect(inAscii('a▁▅█ ⠉⣀⣿⠀ b…')).toBe("a_=# '.:  b~");
  expect(inAscii('学习▅👩‍👩‍👧|')).toBe('????=??|');
  expect(inAscii('e\u0301|')).toBe('e|');
});

it('has something better than a question mark for all that the recorded frames show', () => {
  const folder = join(import.meta.dirname, 'frames');
  const frames = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(frames.length).toBeGreaterThan(5);
  const unknown = new Set(
    frames.flatMap((frame) => [...frame]).filter((character) => character !== '?' && inAscii(character) === '?'),
  );
  expect([...unknown]).toEqual([]);
});
