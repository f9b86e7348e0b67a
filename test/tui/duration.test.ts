import { expect, it } from 'vitest';
import { formatDuration, formatElapsed, formatLimit } from '../../src/tui/duration.js';

it.each([
  [0, '0s'],
  [-5, '0s'],
  [412, '0.4s'],
  [9_949, '9.9s'],
  [9_960, '10s'],
  [59_600, '1m00s'],
  [192_000, '3m12s'],
  [7_500_000, '2h05m'],
  [273_600_000, '3d04h'],
  [Number.NaN, '?'],
])('writes %d ms as %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

it('ticks in whole seconds', () => expect(formatElapsed(4_987)).toBe('4s'));

it('leaves out what a round limit does not need', () => {
  expect([1_800_000, 3_600_000, 5_400_000, 45_000].map(formatLimit)).toEqual(['30m', '1h', '1h30m', '45s']);
});
