import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { searchGain } from '../../src/study/search-gain.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

function by<T extends Trial>(sampler: string, trial: T): T {
  return { ...trial, suggestion: { by: sampler, numbers: {} } };
}

describe('what the search bought', () => {
  const drawn = [0.9, 0.5, 0.7, 0.8, 0.6].map((loss, number) => by('random', completeTrial(number, [loss])));

  it('is its best beside the expected best of the random ones', () => {
    const gain = searchGain([...drawn, by('tpe', completeTrial(5, [0.2])), by('tpe', completeTrial(6, [0.4]))]);
    expect(gain).toMatchObject({ trials: 7, drawn: 5, isTooFew: false, best: 0.2, reached: 0 });
    expect(gain?.bestSoFar).toEqual([0.9, 0.5, 0.5, 0.5, 0.5, 0.2, 0.2]);
    expect(gain?.expectedBest[0]).toBeCloseTo(0.7, 12);
    expect(gain?.expectedBest.at(-1)).toBe(0.5);
    // None of 5: 1 - 0.05^(1 / 5).
    expect(gain?.shareAtMost).toBeCloseTo(0.4507197, 6);
  });

  it('counts a pruned one with its last loss, a failed one as the worst, what a person asked for and what runs not at all', () => {
    const gain = searchGain([
      ...drawn.slice(0, 2),
      by('sobol', prunedTrial(2, [3, 1])),
      by('latin-hypercube', failedTrial(3)),
      completeTrial(4, [0.1]),
      by('random', runningTrial(5, [0.1])),
    ]);
    expect(gain?.drawn).toBe(4);
    expect(gain?.isTooFew).toBe(true);
    expect(gain?.expectedBest[0]).toBeCloseTo((0.9 + 0.5 + 1 + 1) / 4, 12);
  });

  it('does not count repeats', () => {
    const gain = searchGain([...drawn, { ...by('random', completeTrial(5, [0.1])), repeatOf: 1, purpose: 'repeat', round: 2 }]);
    expect(gain).toMatchObject({ trials: 5, drawn: 5, best: 0.5, reached: 1 });
    // All were random: one of 5 came as far (scipy.stats.beta.ppf(0.95, 2, 4)).
    expect(gain?.shareAtMost).toBeCloseTo(0.6574083, 6);
  });

  it('is nothing before the first complete trial, and says so where none was random', () => {
    expect(searchGain([runningTrial(0)])).toBeUndefined();
    expect(searchGain([completeTrial(0, [1])])).toMatchObject({ drawn: 0, isTooFew: true, expectedBest: [], shareAtMost: 1 });
  });
});
