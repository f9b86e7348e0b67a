import { expect, it } from 'vitest';
import { sparkline } from '../../src/tui/sparkline.js';

it('rises while the loss falls, and the reverse', () => {
  expect(sparkline([7, 6, 5, 4, 3, 2, 1, 0], 8)).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([0, 7], 8)).toBe('█▁');
});

it('draws a constant curve in the middle, and what is not finite as a dot', () => {
  expect(sparkline([3, 3, 3], 8)).toBe('▅▅▅');
  expect(sparkline([2, Number.NaN, 1, Number.POSITIVE_INFINITY], 8)).toBe('▁·█·');
  expect(sparkline([Number.NaN], 8)).toBe('·');
  expect(sparkline([], 8)).toBe('');
});

it('shows the means of stretches when the curve is longer than the line', () => {
  expect(
    sparkline(
      Array.from({ length: 200 }, (_, i) => -i),
      8,
    ),
  ).toBe('▁▂▃▄▅▆▇█');
});
