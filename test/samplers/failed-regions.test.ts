import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { FailedRegions } from '../../src/samplers/failed-regions.js';
import { createSampler } from '../../src/samplers/index.js';
import { contextOf } from '../fixtures/contexts.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const space: SearchSpace = {
  parameters: [
    { name: 'rate', distribution: { kind: 'float', low: 0, high: 1 } },
    { name: 'dropout', distribution: { kind: 'float', low: 0, high: 1 } },
    { name: 'loss', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
  ],
};
const point = (rate: number, dropout = 0.5, loss = 'a'): Params => ({ rate, dropout, loss });

function regionsAfter(trials: readonly Trial[]): FailedRegions {
  const regions = new FailedRegions();
  regions.update(space, trials);
  return regions;
}

describe('failed regions', () => {
  it('are nowhere while nothing has failed', () => {
    const regions = regionsAfter([completeTrial(0, [1], point(0.1)), runningTrial(1, [], point(0.9))]);
    expect(regions.failureProbability(point(0.9))).toBe(0);
    expect(regions.rejection(createRng(0))(point(0.9))).toBe(false);
  });

  it('lie where one parameter is too large, whatever the others are', () => {
    const rng = createRng(3);
    const trials = Array.from({ length: 40 }, (_, number): Trial => {
      const params = point(rng.next(), rng.next(), rng.next() < 0.5 ? 'a' : 'b');
      return (params.rate as number) > 0.7 ? failedTrial(number, params) : completeTrial(number, [1], params);
    });
    const regions = regionsAfter(trials);
    for (const dropout of [0.05, 0.5, 0.95]) {
      expect(regions.failureProbability(point(0.9, dropout))).toBeGreaterThan(0.8);
      expect(regions.failureProbability(point(0.3, dropout))).toBeLessThan(0.4);
    }
  });

  it('turn the same points down in so many trials, however often one asks', () => {
    const trials = [0, 1, 2, 3].map((number) => failedTrial(number, point(0.9)));
    const regions = regionsAfter([...trials, completeTrial(4, [1], point(0.1)), completeTrial(5, [1], point(0.2))]);
    const rng = createRng(1);
    let turnedDown = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const isRejected = regions.rejection(rng);
      const answers = new Set(Array.from({ length: 5 }, () => isRejected(point(0.9))));
      expect(answers.size).toBe(1);
      if (answers.has(true)) turnedDown++;
    }
    expect(turnedDown / 1000).toBeCloseTo(2 * regions.failureProbability(point(0.9)) - 1, 1);
  });

  it('are not cleared by trials that were stopped before others fail', () => {
    const failing = Array.from({ length: 10 }, (_, number): Trial => {
      return { ...failedTrial(number, point(0.9)), reports: runningTrial(number, [1, 1, 1]).reports };
    });
    const others = Array.from({ length: 10 }, (_, i) => completeTrial(10 + i, [1, 1, 1, 1], point(0.1)));
    const stoppedAfter = (epochs: number) =>
      Array.from({ length: 40 }, (_, i) => prunedTrial(20 + i, new Array(epochs).fill(1), point(0.9)));
    const known = regionsAfter([...failing, ...others]).failureProbability(point(0.9));
    expect(known).toBeGreaterThan(0.8);
    expect(regionsAfter([...failing, ...others, ...stoppedAfter(2)]).failureProbability(point(0.9))).toBe(known);
    expect(regionsAfter([...failing, ...others, ...stoppedAfter(3)]).failureProbability(point(0.9))).toBeLessThan(0.5);
  });

  it('follow a growing list as if they had seen it whole', () => {
    const trials: Trial[] = [];
    const following = new FailedRegions();
    for (let number = 0; number < 30; number++) {
      const params = point((number * 0.37) % 1, (number * 0.61) % 1);
      trials.push(runningTrial(number, [], params));
      following.update(space, trials);
      // The one before last ends, so that trials end after others have begun.
      const ending = trials[number - 1];
      if (ending)
        trials[number - 1] =
          number % 3 === 0 ? failedTrial(number - 1, ending.params) : prunedTrial(number - 1, [1], ending.params);
      following.update(space, trials);
      expect(following.failureProbability(point(0.5))).toBe(regionsAfter(trials).failureProbability(point(0.5)));
    }
    following.update(space, trials.slice(0, 5));
    expect(following.failureProbability(point(0.5))).toBe(regionsAfter(trials.slice(0, 5)).failureProbability(point(0.5)));
  });

  it('do not grow from what was stopped by hand', () => {
    expect(regionsAfter([{ ...failedTrial(0, point(0.5)), reason: 'stopped' }]).failureProbability(point(0.5))).toBe(0);
  });

  it('keep a search from failing in the same way again and again, even where the values left are worse', () => {
    const runs = [0, 1, 2, 3, 4].map((seed) => {
      const sampler = createSampler({ type: 'tpe' });
      const trials: Trial[] = [];
      let [inARow, longest] = [0, 0];
      for (let number = 0; number < 80; number++) {
        const rng = createRng(deriveSeed(seed, number, 'sampler'));
        const params = sampler.suggest(contextOf(space, trials, rng)) as Params;
        // The better, the nearer to what fails.
        const fails = (params.rate as number) > 0.6;
        trials.push(fails ? failedTrial(number, params) : completeTrial(number, [1 - (params.rate as number)], params));
        inARow = fails ? inARow + 1 : 0;
        longest = Math.max(longest, inARow);
      }
      return { longest, failed: trials.filter(({ state }) => state === 'failed').length };
    });
    for (const { longest, failed } of runs) {
      expect(longest).toBeLessThan(12);
      expect(failed).toBeLessThan(40);
    }
  });
});
