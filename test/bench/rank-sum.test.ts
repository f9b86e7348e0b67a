import { expect, it } from 'vitest';
import { rankSumTest, wins } from '../../bench/rank-sum.js';

it('counts the pairs that the first sample wins', () => {
  expect(wins([1, 2], [2, 3])).toBe(3.5);
});

it('is the normal approximation of the Mann-Whitney test, with ties and continuity', () => {
  // By hand: U = 0 of 25, mean 12.5, variance 25 * 11 / 12; z = 12 / 4.787 = 2.507, p = 0.01219.
  expect(rankSumTest([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(0.0122, 4);
  // Ties: U = 6.5 of 16, mean 8; three 2s and three 3s: variance 16 / 12 * (9 - 48 / 56); z = 1 / 3.295, p = 0.7615.
  expect(rankSumTest([1, 2, 3, 3], [2, 2, 3, 4])).toBeCloseTo(0.7615, 3);
  expect(rankSumTest([1, 1], [1, 1])).toBe(1);
});
