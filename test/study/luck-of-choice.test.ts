import { describe, expect, it } from 'vitest';
import { luckOfChoice } from '../../src/study/luck-of-choice.js';

/** By round, from 1. */
function sample(...losses: readonly number[]) {
  return { losses: new Map(losses.map((loss, i) => [i + 1, loss] as const)) };
}

describe('the luck of the best of several means', () => {
  it('is what a choice on the other seeds does without', () => {
    const configurations = [sample(0.1, 0.5, 0.3), sample(0.4, 0.2, 0.4)];
    // Judged on seed 1 by seeds 2 and 3: 1 is chosen (0.3 against 0.4), 0.4 here. On seed 2: 0 is chosen, 0.5. On seed 3: 0 and 1
    // are equal (0.3), and 0 is first: 0.3. On all of them, 0 comes to 0.3.
    expect(luckOfChoice(configurations)).toBeCloseTo((0.4 + 0.5 + 0.3) / 3 - 0.3, 12);
  });

  it('is judged by seeds that all had', () => {
    const once = { losses: new Map([...sample(0.1, 0.5, 0.3).losses, [9, 0.7] as const]) };
    expect(luckOfChoice([once, sample(0.4, 0.2, 0.4)])).toBeCloseTo(0.1, 12);
    expect(luckOfChoice([sample(0.1), sample(0.4)])).toBe(0);
    expect(luckOfChoice([sample(0.1, 0.2)])).toBe(0);
    expect(luckOfChoice([])).toBe(0);
  });

  it('is none where the same one is best on all seeds', () => {
    expect(luckOfChoice([sample(0.1, 0.5, 0.3), sample(0.2, 0.6, 0.4)])).toBe(0);
  });
});
