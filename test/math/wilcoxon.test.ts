import { describe, expect, it } from 'vitest';
import { signedRankPValue } from '../../src/math/wilcoxon.js';

// From scipy.stats.wilcoxon 1.17.1, alternative='greater'.
describe('the signed-rank test', () => {
  it.each([
    { differences: [1.1, -0.4, 2.3, 0.7, -0.2, 3.1, 1.6], p: 0.0390625 },
    {
      differences: [
        -0.502, -1.024, 0.052, 0.72, 1.436, 0.41, -0.253, -0.485, 1.049, 1.935, 0.573, -0.933, -0.658, 1.9, 0.503, -1.432, 0.216,
        -0.863, -0.329, -0.188, -0.413, 0.853, 0.237, -0.289, 0.71,
      ],
      p: 0.3075215220451355,
    },
  ])("counts few differences out (method='exact'): p = $p", ({ differences, p }) => {
    expect(signedRankPValue(differences)).toBeCloseTo(p, 12);
  });

  it('shares ranks among equal sizes (method=PermutationMethod over all signs)', () => {
    expect(signedRankPValue([1, 2, -1, 3, 3, -2, 5])).toBeCloseTo(0.078125, 12);
  });

  it("lets zeros count for neither side (zero_method='zsplit', method=PermutationMethod over all signs)", () => {
    expect(signedRankPValue([0, 1, -2, 3, 0, 4, 4, -1])).toBeCloseTo(0.15625, 12);
  });

  it.each([
    {
      differences: [
        -1.03, 1.45, 0.057, 0.781, -0.027, 1.089, -0.221, -0.162, 0.104, 0.848, 0.196, 0.891, 1.155, -0.425, 0.909, -1.37, -0.917,
        1.798, -0.472, 0.902, -0.233, -0.244, 1.788, 0.033, 0.056, -1.162, 0.981, -0.938, 0.899, 0.131,
      ],
      p: 0.14241013464536662,
    },
    {
      // With ties.
      differences: [
        4, 2, -3, 3, -1, 4, 5, 1, 5, 3, -1, 4, 1, -3, 2, 4, 2, 1, 5, 1, 1, -2, -2, 3, 4, -1, 2, 4, -2, -1, 1, 2, 1, 1, -2, 2, 5,
        -2, 4, -2,
      ],
      p: 0.001543240444689836,
    },
  ])("takes the normal distribution for many (method='approx', correction=True): p = $p", ({ differences, p }) => {
    expect(signedRankPValue(differences)).toBeCloseTo(p, 12);
  });

  it('is certain of nothing where there is nothing to see', () => {
    expect(signedRankPValue([])).toBe(1);
    expect(signedRankPValue([0, 0, 0])).toBe(1);
    expect(signedRankPValue([-1, -2, -3])).toBe(1);
  });
});
