import { describe, expect, it } from 'vitest';
import { type Estimate, pValueAboveZero, studentInterval } from '../../src/math/estimate.js';
import { meanEstimate } from '../../src/math/mean-estimate.js';
import { welchDifference } from '../../src/math/welch.js';

const a = [0.812, 0.807, 0.821, 0.799, 0.815];
const b = [0.801, 0.79, 0.812, 0.797];

const tails = { below: 0.025, above: 0.025 };

function expectInterval(estimate: Estimate, low: number, high: number): void {
  const [ownLow, ownHigh] = studentInterval(estimate, tails);
  expect(ownLow).toBeCloseTo(low, 12);
  expect(ownHigh).toBeCloseTo(high, 12);
}

// From scipy.stats 1.17.1.
describe('the t tests and their intervals', () => {
  it('of a mean (ttest_1samp)', () => {
    expectInterval(meanEstimate(a), 0.8004710271409533, 0.8211289728590468);
    expect(pValueAboveZero(meanEstimate(a.map((value) => value - 0.8)))).toBeCloseTo(0.021991458053260644, 10);
  });

  it('of paired samples (ttest_rel)', () => {
    const differences = meanEstimate(b.map((value, i) => (a[i] as number) - value));
    expectInterval(differences, -9.11716984060805e-5, 0.019591171698406042);
    expect(pValueAboveZero(differences)).toBeCloseTo(0.025574083186851813, 10);
  });

  it('of samples whose variances differ (ttest_ind, equal_var=False)', () => {
    const difference = welchDifference(a, b);
    expect(difference.df).toBeCloseTo(6.2134207298949224, 10);
    expectInterval(difference, -0.0035578128872790944, 0.025157812887278936);
    expect(pValueAboveZero(difference)).toBeCloseTo(0.058026260554430366, 10);
  });

  it('err to each side as rarely as asked: scipy.stats.t(4, *mean and standard error*).ppf([0.025, 0.99])', () => {
    const [low, high] = studentInterval(meanEstimate(a), { below: 0.025, above: 0.01 });
    expect(low).toBeCloseTo(0.8004710271409533, 12);
    expect(high).toBeCloseTo(0.8247394500551296, 12);
  });

  it('are certain where nothing varies', () => {
    const none = welchDifference([2, 2], [1, 1, 1]);
    expect(studentInterval(none, tails)).toEqual([1, 1]);
    expect(pValueAboveZero(none)).toBe(0);
    expect(pValueAboveZero(welchDifference([1, 1], [1, 1, 1]))).toBe(1);
    expect(pValueAboveZero(welchDifference([1, 1], [2, 2]))).toBe(1);
  });
});

it('does not take rounding for noise', () => {
  expect(meanEstimate(new Array(12).fill(0.8)).standardError).toBe(0);
  expect(meanEstimate([0.81 - 0.8, 0.82 - 0.81, 0.83 - 0.82]).standardError).toBe(0);
});
