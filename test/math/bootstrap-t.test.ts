import { describe, expect, it } from 'vitest';
import { bootstrapInterval, bootstrapPValueAboveZero, bootstrapT } from '../../src/math/bootstrap-t.js';
import { meanEstimate } from '../../src/math/mean-estimate.js';
import { createRng } from '../../src/math/rng.js';
import { welchDifference } from '../../src/math/welch.js';

const tails = { below: 0.025, above: 0.025 };
const skewed = [0.1, 0.4, 0.2, 0.9, 2.5, 0.3, 0.6, 0.2, 0.15, 4.1];
const ofMean = ([values]: readonly (readonly number[])[]) => meanEstimate(values as readonly number[]);
const ofDifference = ([a, b]: readonly (readonly number[])[]) => welchDifference(a as readonly number[], b as readonly number[]);

describe('the bootstrap of t', () => {
  const drawn = bootstrapT([skewed], ofMean, createRng(7));

  // From 2,000,000 draws with NumPy 2.
  it('reaches further to where the sample has its tail', () => {
    const [low, high] = bootstrapInterval(meanEstimate(skewed), drawn, tails);
    expect(low).toBeGreaterThan(0.22);
    expect(low).toBeLessThan(0.33);
    expect(high).toBeGreaterThan(2.8);
    expect(high).toBeLessThan(3);
    expect(bootstrapPValueAboveZero(meanEstimate(skewed), drawn)).toBeLessThan(0.009);
  });

  it('is the same for the same seed', () => {
    expect(bootstrapT([skewed], ofMean, createRng(7))).toEqual(drawn);
  });

  it('of two samples is close to Welch where both are normal', () => {
    const a = [5.1, 4.9, 5.3, 5.6, 4.7, 5.0, 5.2, 4.8, 5.4, 4.5, 5.5, 5.05];
    const b = a.map((value) => value - 0.3);
    const estimate = welchDifference(a, b);
    const [low, high] = bootstrapInterval(estimate, bootstrapT([a, b], ofDifference, createRng(1)), tails);
    expect(low).toBeCloseTo(0.3 - 2.07 * estimate.standardError, 1);
    expect(high).toBeCloseTo(0.3 + 2.07 * estimate.standardError, 1);
  });

  it('is not carried away by draws that miss the few values of a tail', () => {
    const stalled = [0.8, 0.801, 0.799, 0.802, 0.8, 0.1, 0.801, 0.798, 0.1, 0.8];
    const estimate = meanEstimate(stalled);
    const [low, high] = bootstrapInterval(estimate, bootstrapT([stalled], ofMean, createRng(3)), tails);
    expect(high - low).toBeGreaterThan(3 * estimate.standardError);
    expect(high - low).toBeLessThan(12 * estimate.standardError);
  });
});
