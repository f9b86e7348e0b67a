import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../../src/math/student-t.js';

// From scipy.stats.t 1.17.1.
describe("Student's t distribution", () => {
  it.each([
    { t: -2.5, df: 4, p: 0.03338327240599407 },
    { t: 0.3, df: 1, p: 0.5927735790777423 },
    { t: -40, df: 2.5, p: 7.09781714524669e-5 },
    { t: 1.96, df: 1000, p: 0.9748634075221256 },
    { t: -6, df: 30, p: 6.971384383602382e-7 },
    { t: -1e-6, df: 3, p: 0.49999963244740303 },
    { t: 3.1, df: 7.25, p: 0.9917137651596959 },
    { t: -1.959963984540054, df: Number.POSITIVE_INFINITY, p: 0.025 },
  ])('has $p below $t with $df degrees of freedom', ({ t, df, p }) => {
    expect(studentCdf(t, df) / p).toBeCloseTo(1, 10);
  });

  it.each([
    { p: 0.975, df: 1, t: 12.706204736174694 },
    { p: 0.975, df: 4, t: 2.7764451051977934 },
    { p: 0.025, df: 9.7, t: -2.237515123700105 },
    { p: 0.6, df: 3, t: 0.2766706623326898 },
    { p: 1e-10, df: 2, t: -70710.67810804816 },
    { p: 0.9999, df: 150, t: 3.8130121989412564 },
    { p: 0.4999, df: 12, t: -0.0002559336288494319 },
    { p: 0.975, df: 1e6, t: 1.959966356814107 },
    { p: 0.975, df: Number.POSITIVE_INFINITY, t: 1.959963984540054 },
  ])('has its quantile of $p with $df degrees of freedom at $t', ({ p, df, t }) => {
    expect(studentQuantile(p, df) / t).toBeCloseTo(1, 9);
  });

  it('comes back from the quantile', () => {
    const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(probability, fc.double({ min: 0.5, max: 300, noNaN: true }), (p, df) => {
        expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 10);
      }),
    );
  });

  it('has no end', () => {
    expect([0, 0.5, 1].map((p) => studentQuantile(p, 3) + 0)).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  });
});
