import { describe, expect, it } from 'vitest';
import { coverage, meanOptimism, type Plan, racing, tellingApart } from '../../bench/simulated-studies.js';
import { standardNormal } from '../../src/math/rng.js';

const expected: Plan['expected'] = (rng) => Array.from({ length: 20 }, () => standardNormal(rng));

// bench/statistics.ts in small, with fixed seeds: no test of chance.
describe('on simulated studies whose truth is known', () => {
  it.each([2, 3, 5])('95 %% intervals over %i fresh seeds hold it', (seeds) => {
    const { all } = coverage({ expected, noise: 'normal', finalize: { top: 3, seeds } }, 500);
    expect(all).toBeGreaterThan(0.935);
    expect(all).toBeLessThan(0.965);
  });

  it.each([
    { top: 5, seeds: 3 },
    { top: 5, seeds: 5 },
    { top: 4, seeds: 10 },
  ])('so do those of a race, $top with up to $seeds seeds, and of its winner', (race) => {
    const { all, first } = coverage({ expected, noise: 'normal', race }, 500);
    expect(all).toBeGreaterThan(0.935);
    expect(all).toBeLessThan(0.965);
    expect(first).toBeGreaterThan(0.935);
  });

  it('intervals of skewed noise hold it nearly as often by the bootstrap', () => {
    const { all } = coverage({ expected, noise: 'exponential', finalize: { top: 3, seeds: 20 } }, 40);
    expect(all).toBeGreaterThan(0.9);
  });

  it.each([
    { truth: [0, 1e-9], seeds: 4 },
    { truth: [0, 1e-9, 2e-9, 3, 4], seeds: 3 },
    { truth: [0, 1e-9, 2e-9, 3, 4], seeds: 2 },
  ])('the best of $truth is told from the best in 5 % of studies at most', ({ truth, seeds }) => {
    const plan: Plan = { expected: () => truth, noise: 'normal', shared: 0.3, finalize: { top: truth.length, seeds } };
    const { wrong, right } = tellingApart(plan, 500);
    expect(wrong).toBeLessThan(0.07);
    expect(right).toBeGreaterThan(truth.length > 2 ? 0.2 : 0.03);
  });

  it.each([
    [0, 1e-9],
    [0, 1e-9, 2e-9, 3, 4],
  ])('nor does a race of %j make it err by looking at every round', (...truth) => {
    const plan: Plan = { expected: () => truth, noise: 'normal', shared: 0.3, race: { top: truth.length, seeds: 10 } };
    expect(tellingApart(plan, 500).wrong).toBeLessThan(0.06);
  });

  it('a race that goes before does not spoil it', () => {
    const { all } = coverage({ expected, noise: 'normal', race: { top: 6, seeds: 3 }, finalize: { top: 3, seeds: 4 } }, 500);
    expect(all).toBeGreaterThan(0.935);
    expect(all).toBeLessThan(0.965);
  });

  it('a race takes fewer runs, for winners as good', () => {
    const [dropping, whole] = [true, false].map((drop) =>
      racing({ expected, noise: 'normal', race: { top: 5, seeds: 10, drop } }, 300),
    ) as [ReturnType<typeof racing>, ReturnType<typeof racing>];
    expect(whole.runs).toBe(45);
    expect(dropping.runs).toBeLessThan(35);
    expect(dropping.regret).toBeLessThan(whole.regret + 0.03);
  });

  it('final retrainings leave less than a tenth of the optimism', () => {
    const {
      seen,
      finalists,
      expected: ofWinner,
    } = meanOptimism({ expected, noise: 'normal', finalize: { top: 3, seeds: 5 } }, 500);
    expect(seen).toBeGreaterThan(0.8);
    expect(Math.abs(finalists)).toBeLessThan(0.05 * seen);
    expect(Math.abs(ofWinner)).toBeLessThan(0.1 * seen);
  });
});
