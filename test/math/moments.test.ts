import { expect, it } from 'vitest';
import { moments } from '../../src/math/moments.js';

it('moments are those of a population', () => {
  expect(moments([5])).toEqual({ mean: 5, deviation: 0 });
  expect(moments([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, deviation: 2 });
});

it('moments keep the digits of large numbers that differ little', () => {
  expect(moments([1e9 + 1, 1e9 + 2, 1e9 + 3])).toEqual({ mean: 1e9 + 2, deviation: Math.sqrt(2 / 3) });
});
