import { afterEach, expect, it, vi } from 'vitest';
import { isForTerminal } from '../../src/cli/view.js';

const streams = [process.stdin, process.stdout];
const before = streams.map(({ isTTY }) => isTTY);

afterEach(() => {
  vi.unstubAllEnvs();
  for (const [i, stream] of streams.entries()) stream.isTTY = before[i] as boolean;
});

it('shows the live view where the cursor can be moved, and lines elsewhere', () => {
  for (const stream of streams) stream.isTTY = true;
  vi.stubEnv('CI', '');
  vi.stubEnv('TERM', 'xterm');
  expect(isForTerminal({})).toBe(true);
  expect(isForTerminal({ plain: true })).toBe(false);
  vi.stubEnv('TERM', 'dumb');
  expect(isForTerminal({})).toBe(false);
  vi.stubEnv('TERM', 'linux');
  expect(isForTerminal({})).toBe(true);
  process.stdin.isTTY = false;
  expect(isForTerminal({})).toBe(false);
});
