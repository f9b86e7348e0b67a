import { describe, expect, it } from 'vitest';
import type { Course } from '../../src/simulation/compare.js';
import { comparePairs } from '../../src/simulation/compare.js';
import { lowestLoss, meanCost, recordedRuns } from '../../src/simulation/recorded-runs.js';
import { costTo, meanRegretAt, regretAt, summarisePairs } from '../../src/simulation/regret.js';
import { recordedSpec } from './recorded.js';

function course(...improvements: readonly (readonly [cost: number, loss: number])[]): Course {
  return {
    improvements: improvements.map(([cost, loss], trialNumber) => ({ cost, loss, at: cost, trialNumber })),
    cost: 10,
    trials: 4,
    reason: 'cost',
  };
}

const falling = course([1, 5], [4, 3], [8, 2]);
const early = course([2, 3]);

describe('regret', () => {
  it('is the distance of the best found from the best there is, and infinite before anything was found', () => {
    expect([0, 1, 3, 4, 9].map((cost) => regretAt(falling, cost, 1))).toEqual([Number.POSITIVE_INFINITY, 4, 4, 2, 1]);
    expect(meanRegretAt([falling, early], 5, 1)).toBe(2);
  });

  it('is reached at the first cost where its mean is as low', () => {
    expect(costTo(2, [falling, early], 1)).toBe(4);
    expect(costTo(1.5, [falling, early], 1)).toBe(8);
    expect(costTo(1, [falling, early], 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is compared with that of the first pair seed by seed', () => {
    const first = [course([1, 4]), course([1, 4]), course([1, 4])];
    const second = [course([2, 3]), course([2, 4]), course([2, 1])];
    const [a, b] = summarisePairs([first, second], [1, 2], 1);
    expect(a).toMatchObject({ wins: 0, losses: 0, costToFirst: 1, trials: 4 });
    expect(a?.pValue).toBeUndefined();
    expect(b).toMatchObject({ wins: 2, losses: 0, costToFirst: 2 });
    // scipy.stats.wilcoxon([-1, 0, -3], zero_method='zsplit') counts the zero's rank half to each side; of 2^2 signs one is as extreme.
    expect(b?.pValue).toBeCloseTo(0.5, 12);
    expect(b?.regrets[1]).toMatchObject({ median: 2, quartiles: [1, 2.5] });
    expect(b?.regrets[1]?.mean).toBeCloseTo(5 / 3, 12);
  });
});

describe('a comparison', () => {
  const recorded = recordedSpec();
  const options = {
    spec: { ...recorded, budget: {} },
    runs: recordedRuns(recorded.space, recorded.task),
    slots: 1,
    score: 'best' as const,
    maximumCost: 60,
    pairs: [
      { sampler: { type: 'random' }, pruner: { type: 'none' } },
      { sampler: { type: 'random' }, pruner: { type: 'asha' } },
    ],
    seeds: 3,
  };

  it('runs every pair with the same seeds', async () => {
    const progress: number[] = [];
    const courses = await comparePairs({ ...options, progressed: (done) => progress.push(done) });
    expect(courses.map((ofPair) => ofPair.length)).toEqual([3, 3]);
    expect(progress).toEqual([1, 2, 3, 4, 5, 6]);
    // Pruned trials leave cost for more of them.
    for (const [seed, { trials }] of (courses[1] ?? []).entries())
      expect(trials).toBeGreaterThan(courses[0]?.[seed]?.trials ?? 0);
  });

  it('keeps only the seeds that every pair is done with when it is stopped', async () => {
    const controller = new AbortController();
    const progressed = (done: number) => done === 3 && controller.abort();
    const courses = await comparePairs({ ...options, progressed, signal: controller.signal });
    expect(courses.map((ofPair) => ofPair.length)).toEqual([1, 1]);
  });
});

describe('a table', () => {
  const { task } = recordedSpec();
  const diverging = { ...task, table: { curves: [[3, 2, Number.NaN, 0], [5, 4], [Number.POSITIVE_INFINITY]] } };

  it('has a lowest loss by its score; what comes after a divergence does not count', () => {
    expect(lowestLoss(diverging, { metric: 'loss', goal: 'minimize' })).toBe(2);
    expect(lowestLoss({ ...diverging, score: 'last' }, { metric: 'loss', goal: 'minimize' })).toBe(4);
    expect(lowestLoss(diverging, { metric: 'loss', goal: 'maximize' })).toBe(-5);
  });

  it('has a mean cost of its runs, up to where they diverge', () => {
    expect(meanCost(diverging)).toBe((3 + 2 + 1) / 3);
    expect(meanCost({ ...diverging, table: { ...diverging.table, costs: [2, 1, 1] } })).toBe((6 + 2 + 1) / 3);
  });
});
