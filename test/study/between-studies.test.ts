import { describe, expect, it } from 'vitest';
import { pValuesBetweenStudies } from '../../src/study/between-studies.js';

function sample(...losses: readonly number[]) {
  return { losses, expected: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
}

const a = [0.812, 0.807, 0.821, 0.799, 0.815];
const b = [0.801, 0.79, 0.812, 0.797];

describe('winners of studies beside each other', () => {
  // scipy.stats.ttest_ind(a, b, equal_var=False): the one-sided p-value is 0.058026260554430366.
  it('are told apart by the two-sided test of Welch', () => {
    expect(pValuesBetweenStudies(sample(...b), [sample(...a)])).toEqual([expect.closeTo(2 * 0.058026260554430366, 10)]);
  });

  it('are corrected for being several', () => {
    const [once, far] = [sample(...a), sample(...a.map((loss) => loss + 1))];
    const [p, pOfFar] = pValuesBetweenStudies(sample(...b), [once, far]) as [number, number];
    expect(p).toBeCloseTo(2 * 0.058026260554430366, 10);
    const [alone] = pValuesBetweenStudies(sample(...b), [far]) as [number];
    expect(pOfFar).toBeCloseTo(2 * alone, 12);
  });

  it('differ by what to expect of them', () => {
    const lucky = { ...sample(...a), expected: sample(...b).expected };
    expect(pValuesBetweenStudies(sample(...b), [lucky])).toEqual([1]);
  });

  it('are not told apart by one seed, or where nothing varies', () => {
    const others = [sample(0.9), sample(...a), sample(0.7, 0.7)];
    expect(pValuesBetweenStudies(sample(0.6, 0.6), others).map((p) => p !== undefined)).toEqual([false, true, false]);
  });
});
