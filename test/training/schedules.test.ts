import { describe, expect, it } from 'vitest';
import { learningRate, type ScheduleSettings } from '../../src/training/schedules.js';

const base: ScheduleSettings = { peak: 8, steps: 8, warmup: 0, decay: 'constant', power: 2 };

function rates(settings: Partial<ScheduleSettings>): number[] {
  return Array.from({ length: base.steps }, (_, step) => learningRate({ ...base, ...settings }, step));
}

describe('learningRate', () => {
  it('stays at the peak', () => {
    expect(rates({})).toEqual([8, 8, 8, 8, 8, 8, 8, 8]);
  });

  it('falls linearly, to reach 0 one step after the last', () => {
    expect(rates({ decay: 'linear' })).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('falls as half a cosine', () => {
    const falling = rates({ decay: 'cosine' });
    expect(falling[0]).toBe(8);
    expect(falling[2]).toBeCloseTo(4 * (1 + Math.SQRT1_2), 12);
    expect(falling[4]).toBeCloseTo(4, 12);
    expect(falling[6]).toBeCloseTo(4 * (1 - Math.SQRT1_2), 12);
  });

  it('falls as a polynomial', () => {
    expect(rates({ decay: 'polynomial' })).toEqual([8, 6.125, 4.5, 3.125, 2, 1.125, 0.5, 0.125]);
  });

  it('rises in equal parts to the peak, then falls over what is left', () => {
    expect(rates({ warmup: 0.5, decay: 'linear' })).toEqual([2, 4, 6, 8, 8, 6, 4, 2]);
  });

  it('can rise all the way', () => {
    expect(rates({ warmup: 1, decay: 'cosine' })).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
