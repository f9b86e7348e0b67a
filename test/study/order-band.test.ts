import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { percentileOf } from '../../src/math/percentile.js';
import { createRng, shuffled } from '../../src/math/rng.js';
import { orderBand } from '../../src/study/order-band.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

describe('the band of the best so far over all orders of the same trials', () => {
  it('is what can be counted for three trials', () => {
    const trials = [3, 1, 2].map((loss, number) => completeTrial(number, [loss]));
    // One of three: the best with 1/3, one of the best two with 2/3. Two of three: the best with 2/3, else the second. All: the best.
    expect(orderBand(trials)).toEqual([
      { drawn: 1, low: 1, high: 3 },
      { drawn: 2, low: 1, high: 2 },
      { drawn: 3, low: 1, high: 1 },
    ]);
  });

  it('holds eight in ten shuffled orders', () => {
    const rng = createRng(1);
    const trials: Trial[] = Array.from({ length: 60 }, (_, number) =>
      number % 4 === 0 ? prunedTrial(number, [rng.next()]) : completeTrial(number, [rng.next()]),
    );
    const bestOf = (drawn: readonly Trial[]) =>
      drawn.reduce((best, trial) => (trial.state === 'complete' ? Math.min(best, trial.loss) : best), Number.POSITIVE_INFINITY);
    for (const { drawn, low, high } of orderBand(trials).filter((point) => point.drawn % 7 === 0)) {
      const bests = Array.from({ length: 4000 }, () => bestOf(shuffled(rng, trials).slice(0, drawn))).sort((a, b) => a - b);
      // Steps of a discrete distribution: the exact quantile lies between percentiles a little apart.
      expect(low).toBeGreaterThanOrEqual(percentileOf(bests, 8));
      expect(low).toBeLessThanOrEqual(percentileOf(bests, 12));
      expect(high).toBeGreaterThanOrEqual(percentileOf(bests, 88));
      expect(high).toBeLessThanOrEqual(percentileOf(bests, 92));
    }
  });

  it('begins where even a bad order has a complete trial, and leaves out what still runs', () => {
    const trials = [prunedTrial(0, [1]), prunedTrial(1, [1]), completeTrial(2, [0.5]), runningTrial(3)];
    expect(orderBand(trials)).toEqual([{ drawn: 3, low: 0.5, high: 0.5 }]);
    expect(orderBand([])).toEqual([]);
  });

  it('has two hundred points of very many trials, the last one all of them', () => {
    const points = orderBand(Array.from({ length: 5000 }, (_, number) => completeTrial(number, [(number * 37) % 5000])));
    expect(points).toHaveLength(200);
    expect(points.at(-1)).toEqual({ drawn: 5000, low: 0, high: 0 });
  });
});
