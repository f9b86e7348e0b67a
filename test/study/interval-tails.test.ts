import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../src/math/normal.js';
import { createRng, deriveSeed, standardNormal } from '../../src/math/rng.js';
import { tailsOf } from '../../src/study/interval-tails.js';

/** How often the interval of the lowest of normal values, with a deviation of 1, misses its truth. */
function missesOfBest(truths: readonly number[], draws = 20_000): number {
  const { below, above } = tailsOf({ bestOf: truths.length, isStoppedEarly: false });
  const [low, high] = [-normalQuantile(1 - below), normalQuantile(1 - above)];
  const rng = createRng(deriveSeed(1, truths.length, 'misses'));
  let misses = 0;
  for (let draw = 0; draw < draws; draw++) {
    let best = { value: Number.POSITIVE_INFINITY, noise: 0 };
    for (const truth of truths) {
      const noise = standardNormal(rng);
      if (truth + noise < best.value) best = { value: truth + noise, noise };
    }
    if (-best.noise < low || -best.noise > high) misses++;
  }
  return misses / draws;
}

describe('how an interval errs', () => {
  it('is shared out evenly where nothing was chosen or stopped, and for the better of two', () => {
    const even = { below: expect.closeTo(0.025, 12), above: expect.closeTo(0.025, 12) };
    expect(tailsOf({ bestOf: 1, isStoppedEarly: false })).toEqual(even);
    expect(tailsOf({ bestOf: 2, isStoppedEarly: false })).toEqual(even);
  });

  it('is rarer on the side on which the best of several was lucky, and where a race stopped early', () => {
    expect(tailsOf({ bestOf: 5, isStoppedEarly: false }).above).toBeCloseTo(0.01, 12);
    const { below, above } = tailsOf({ bestOf: 5, isStoppedEarly: true });
    expect([below, above]).toEqual([expect.closeTo(0.025 / 1.5, 12), expect.closeTo(0.01 / 1.5, 12)]);
  });

  // The error of 20,000 draws at 5 % is 0.15 %.
  it.each([
    { truths: [0, 0] },
    { truths: [0, 1] },
    { truths: [0, 2.5] },
    { truths: [0, 0, 0, 0, 0] },
    { truths: [0, 1, 1, 1, 1] },
    { truths: [0, 9, 9, 9, 9] },
    { truths: [0, 0, 2, 4, 6] },
  ])('is in 5 % of studies at most, whatever the truths are: $truths', ({ truths }) => {
    expect(missesOfBest(truths)).toBeLessThan(0.0545);
    expect(missesOfBest(truths)).toBeGreaterThan(0.025);
  });
});
