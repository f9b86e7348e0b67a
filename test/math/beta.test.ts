import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile, logGamma } from '../../src/math/beta.js';

// Below 1 the density has no bound, and doubles near an end lie too far apart for a tight one on probabilities.
const shape = fc.double({ min: 1, max: 50, noNaN: true });

describe('betaCdf', () => {
  it('is the closed forms where there are any', () => {
    for (const x of [0.001, 0.2, 0.5, 0.77, 0.999]) {
      expect(betaCdf(x, 1, 1)).toBeCloseTo(x, 14);
      expect(betaCdf(x, 3, 1)).toBeCloseTo(x ** 3, 14);
      expect(betaCdf(x, 1, 4)).toBeCloseTo(1 - (1 - x) ** 4, 14);
      expect(betaCdf(x, 2, 3)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 14);
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 14);
    }
  });

  it('is 0 and 1 at and beyond the ends', () => {
    expect([-1, 0, 1, 2].map((x) => betaCdf(x, 2, 3))).toEqual([0, 0, 1, 1]);
  });

  it('never falls', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, shape, shape, (x, y, a, b) => {
        expect(betaCdf(Math.max(x, y), a, b)).toBeGreaterThanOrEqual(betaCdf(Math.min(x, y), a, b) - 1e-14);
      }),
    );
  });
});

describe('betaQuantile', () => {
  it('is the closed forms where there are any', () => {
    for (const p of [1e-12, 0.001, 0.2, 0.5, 0.77, 0.999]) {
      expect(betaQuantile(p, 1, 1) / p).toBeCloseTo(1, 14);
      expect(betaQuantile(p, 3, 1) / p ** (1 / 3)).toBeCloseTo(1, 13);
      expect(betaQuantile(p, 0.1, 1) / p ** 10).toBeCloseTo(1, 12);
      expect(betaQuantile(p, 0.5, 0.5) / Math.sin((p * Math.PI) / 2) ** 2).toBeCloseTo(1, 12);
    }
  });

  it('undoes the cumulative probability', () => {
    const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    fc.assert(
      fc.property(p, shape, shape, (probability, a, b) => {
        expect(Math.abs(betaCdf(betaQuantile(probability, a, b), a, b) - probability)).toBeLessThan(1e-11);
      }),
    );
  });

  it('ends at 0 and 1', () => {
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });
});

it('logGamma is the logarithm of the factorial', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    factorial *= n;
    expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 12);
  }
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
});
