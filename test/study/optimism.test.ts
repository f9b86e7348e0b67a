import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { optimismOf } from '../../src/study/optimism.js';
import { completeTrial } from '../fixtures/trials.js';

function final(number: number, loss: number, repeatOf: number, round: number): Trial {
  return { ...completeTrial(number, [loss]), repeatOf, purpose: 'finalize', round };
}

describe('the optimism of the value that a search saw', () => {
  const searched = [completeTrial(0, [0.1]), completeTrial(1, [0.2])];

  it('is the mean over fresh seeds less it', () => {
    const optimism = optimismOf([...searched, final(2, 0.3, 0, 1), final(3, 0.5, 0, 2)], 0);
    expect(optimism?.seen).toBe(0.1);
    expect(optimism?.honest).toBeCloseTo(0.4, 12);
    expect(optimism?.optimism).toBeCloseTo(0.3, 12);
    expect(optimism).not.toHaveProperty('expected');
  });

  it('is unknown without fresh seeds', () => {
    expect(optimismOf(searched, 0)).toBeUndefined();
  });

  it('leaves luck in the best of several means, which a choice on the other seeds does without', () => {
    const losses = { 0: [0.1, 0.5, 0.3], 1: [0.4, 0.2, 0.4] };
    const finals = Object.entries(losses).flatMap(([of, all], i) =>
      all.map((loss, round) => final(2 + 3 * i + round, loss, Number(of), round + 1)),
    );
    // Judged on seed 1 by seeds 2 and 3: 1 is chosen (0.3 against 0.4), 0.4 here. On seed 2: 0 is chosen, 0.5. On seed 3: 0 and 1
    // are equal (0.3), and 0 is first: 0.3. On all of them, 0 comes to 0.3.
    expect(optimismOf([...searched, ...finals], 0)?.expected).toBeCloseTo((0.4 + 0.5 + 0.3) / 3, 12);
    // Of a seed that only one had, nothing is known of the other: it counts for the mean alone.
    const once = [...finals, final(99, 0.7, 0, 9)];
    expect(optimismOf([...searched, ...once], 0)?.expected).toBeCloseTo((0.1 + 0.5 + 0.3 + 0.7) / 4 + 0.1, 12);
  });

  it('sees none where the same one is best on all seeds', () => {
    const finals = [0.1, 0.5, 0.3].flatMap((loss, i) => [
      final(2 + 2 * i, loss, 0, i + 1),
      final(3 + 2 * i, loss + 0.1, 1, i + 1),
    ]);
    expect(optimismOf([...searched, ...finals], 0)).not.toHaveProperty('expected');
  });
});
