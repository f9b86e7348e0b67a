import { expect, it } from 'vitest';
import { resample } from '../../src/core/resample.js';

it('takes the means of stretches where there are more values than asked for', () => {
  expect(resample([1, 3, 5, 7, 9, 11], 3)).toEqual([2, 6, 10]);
  expect(resample([1, Number.NaN, Number.NaN, Number.NaN], 2)).toEqual([1, Number.NaN]);
  expect(resample([1, 2], 3)).toEqual([1, 2]);
});
