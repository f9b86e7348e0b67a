import { expect, it } from 'vitest';
import { isFarFromNormal } from '../../src/math/far-from-normal.js';
import { createRng, standardNormal } from '../../src/math/rng.js';

it('sees a long tail from ten values on', () => {
  // scipy.stats.skew(bias=False) 1.982, kurtosis(bias=False) 3.352; standard errors 0.687 and 1.334.
  const skewed = [0.1, 0.4, 0.2, 0.9, 2.5, 0.3, 0.6, 0.2, 0.15, 4.1];
  expect(isFarFromNormal(skewed)).toBe(true);
  expect(isFarFromNormal(skewed.slice(1))).toBe(false);
  expect(isFarFromNormal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBe(false);
});

it('does not take few different values for it, nor none', () => {
  expect(isFarFromNormal([0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0])).toBe(false);
  expect(isFarFromNormal(new Array(12).fill(0.8))).toBe(false);
});

it('errs on normal samples once in four times, as they are not far from either', () => {
  const rng = createRng(5);
  const samples = Array.from({ length: 1000 }, () => Array.from({ length: 20 }, () => standardNormal(rng)));
  const wrong = samples.filter(isFarFromNormal).length;
  expect(wrong).toBeGreaterThan(150);
  expect(wrong).toBeLessThan(350);
});
