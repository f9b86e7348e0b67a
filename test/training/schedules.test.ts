import { describe, expect, it } from 'vitest';
import { learningRate, type ScheduleSettings } from '../../src/training/schedules.js';

const base: ScheduleSettings = {
  ...{ learning_rate: 8, warmup: 0, decay: 'constant' },
  ...{ decay_power: 2, decay_floor: 0, decay_cycles: 2, decay_interval: 0.25, decay_factor: 0.5, cycle_share: 0.8 },
};

/** The rate of every step. */
function rates(settings: Partial<ScheduleSettings>, steps = 8): number[] {
  return Array.from({ length: steps }, (_, step) => learningRate({ ...base, ...settings }, steps, step));
}

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 12);
  });
}

const decays = [
  ...['constant', 'constant_with_warmup', 'linear', 'cosine', 'cosine_with_restarts', 'polynomial', 'inverse_sqrt', 'step'],
  'one_cycle',
] as ScheduleSettings['decay'][];

describe('values worked out by hand', () => {
  it.each(['constant', 'constant_with_warmup'] as const)('%s stays at the peak', (decay) => {
    expect(rates({ decay })).toEqual([8, 8, 8, 8, 8, 8, 8, 8]);
  });

  it('falls linearly, to reach 0 one step after the last', () => {
    expect(rates({ decay: 'linear' })).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('falls linearly to a floor', () => {
    expect(rates({ decay: 'linear', decay_floor: 0.5 })).toEqual([8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5]);
  });

  it('falls as half a cosine', () => {
    const shares = [0, 1, 2, 3, 4, 5, 6, 7].map((step) => (1 + Math.cos((Math.PI * step) / 8)) / 2);
    expectClose(
      rates({ decay: 'cosine' }),
      shares.map((share) => 8 * share),
    );
    // SGDR, eq. 5: the floor + (the peak - the floor) (1 + cos) / 2
    expectClose(
      rates({ decay: 'cosine', decay_floor: 0.25 }),
      shares.map((share) => 2 + 6 * share),
    );
    expect(rates({ decay: 'cosine' })[4]).toBeCloseTo(4, 12);
  });

  it('starts the cosine again', () => {
    const cycle = [8, 4 * (1 + Math.SQRT1_2), 4, 4 * (1 - Math.SQRT1_2)];
    expectClose(rates({ decay: 'cosine_with_restarts' }), [...cycle, ...cycle]);
    // Three cycles in ten steps begin at steps 0, 10/3 and 20/3: by tenths of a cycle.
    const tenths = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
    expectClose(
      rates({ decay: 'cosine_with_restarts', decay_cycles: 3, decay_floor: 0.5 }, 10),
      tenths.map((tenth) => 4 + 2 * (1 + Math.cos((Math.PI * tenth) / 10))),
    );
  });

  it('falls as a polynomial', () => {
    expect(rates({ decay: 'polynomial' })).toEqual([8, 6.125, 4.5, 3.125, 2, 1.125, 0.5, 0.125]);
    // (8 - 4) (1 - done)^2 + 4
    expect(rates({ decay: 'polynomial', decay_floor: 0.5 }, 4)).toEqual([8, 6.25, 5, 4.25]);
  });

  it('falls by steps', () => {
    expect(rates({ decay: 'step' })).toEqual([8, 8, 4, 4, 2, 2, 1, 1]);
    // Of six steps after the warm-up a third is two.
    expect(rates({ decay: 'step', warmup: 0.25, decay_interval: 1 / 3, decay_factor: 0.1 }, 8)).toEqual([
      ...[4, 8, 8, 8],
      ...[8 * 0.1, 8 * 0.1, 8 * 0.1 ** 2, 8 * 0.1 ** 2],
    ]);
    // Exact where the share is no binary fraction: 0.3 of ten steps.
    expect(rates({ decay: 'step', decay_interval: 0.3 }, 10)).toEqual([8, 8, 8, 4, 4, 4, 2, 2, 2, 1]);
    expect(rates({ decay: 'step', decay_interval: 0.01 }, 4)).toEqual([8, 4, 2, 1]);
  });

  it('falls with the square root of the step, from where the warm-up ended', () => {
    const roots = [2 / 2, 2 / 3, 2 / 4, 2 / 5, 2 / 6, 2 / 7].map((share) => 8 * Math.sqrt(share));
    expectClose(rates({ decay: 'inverse_sqrt', warmup: 0.25 }), [4, 8, ...roots]);
  });

  it('takes 10,000 steps for the time scale of the square root where there is no warm-up', () => {
    const settings: ScheduleSettings = { ...base, decay: 'inverse_sqrt' };
    expect(learningRate(settings, 40_000, 0)).toBe(8);
    expect(learningRate(settings, 40_000, 30_000)).toBe(4);
  });

  it('goes up and down once, then to nothing', () => {
    // Eight of ten steps are the cycle, from 8 / 25 = 0.32 up to 8 and back; the rest leads from 0.32 to 0.
    expectClose(rates({ decay: 'one_cycle' }, 10), [0.32, 2.24, 4.16, 6.08, 8, 6.08, 4.16, 2.24, 0.32, 0.16]);
    expectClose(rates({ decay: 'one_cycle', cycle_share: 1 }, 4), [0.32, 4.16, 8, 4.16]);
    expect(rates({ decay: 'one_cycle', warmup: 0.5 })).toEqual(rates({ decay: 'one_cycle' }));
  });

  it('rises in equal parts to the peak, then falls over what is left', () => {
    expect(rates({ warmup: 0.5, decay: 'linear' })).toEqual([2, 4, 6, 8, 8, 6, 4, 2]);
  });
});

// huggingface/transformers, tests/optimization/test_optimization.py: rate 10, two steps of warm-up, ten steps. Theirs rises
// from 0, one step behind ours, so the values are compared after the warm-up.
describe("Hugging Face's values", () => {
  it.each([
    ['linear', [10.0, 8.75, 7.5, 6.25, 5.0, 3.75, 2.5, 1.25]],
    ['cosine', [10.0, 9.61, 8.53, 6.91, 5.0, 3.08, 1.46, 0.38]],
    ['cosine_with_restarts', [10.0, 8.53, 5.0, 1.46, 10.0, 8.53, 5.0, 1.46]],
    ['polynomial', [10.0, 7.656, 5.625, 3.906, 2.5, 1.406, 0.625, 0.156]],
    ['inverse_sqrt', [10.0, 8.165, 7.071, 6.325, 5.774, 5.345, 5.0, 4.714]],
    ['constant_with_warmup', [10, 10, 10, 10, 10, 10, 10, 10]],
  ] as const)('%s', (decay, expected) => {
    const after = rates({ learning_rate: 10, warmup: 0.2, decay }, 10).slice(2);
    after.forEach((rate, i) => {
      expect(Math.abs(rate - (expected[i] as number))).toBeLessThan(1e-2);
    });
  });
});

describe.each(decays)('%s', (decay) => {
  it('is above 0 and at most the peak at every step, however many there are', () => {
    for (const warmup of [0, 0.1, 0.5, 1]) {
      for (const steps of [1, 2, 3, 7, 100]) {
        for (const rate of rates({ decay, warmup }, steps)) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThanOrEqual(8);
        }
      }
    }
  });

  it('rises all the way, where all is warm-up', () => {
    if (decay !== 'one_cycle') expect(rates({ warmup: 1, decay })).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('begins at the peak without a warm-up, and takes it for its only step', () => {
    if (decay !== 'one_cycle') expect([rates({ decay })[0], rates({ decay }, 1)]).toEqual([8, [8]]);
  });
});
