import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, type Distribution, decode, encode, shareOf, snap, valueAt, valueCount } from '../../src/core/distribution.js';

const bounds = (low: number, high: number) =>
  fc.tuple(fc.double({ min: low, max: high, noNaN: true }), fc.double({ min: 0.01, max: 50, noNaN: true }));
const distributions: fc.Arbitrary<Distribution> = fc.oneof(
  bounds(-100, 100).map(([low, width]): Distribution => ({ kind: 'float', low, high: low + width })),
  bounds(1e-6, 1).map(([low, width]): Distribution => ({ kind: 'float', low, high: low + width, log: true })),
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 40 }), fc.constantFrom(0.1, 0.25, 1e-3))
    .map(([low, steps, step]): Distribution => ({ kind: 'float', low, high: low + steps * step, step })),
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 7 }))
    .map(([low, width, step]): Distribution => ({ kind: 'int', low, high: low + width, step })),
  fc
    .tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 9 }))
    .map(([low, width, step]): Distribution => ({ kind: 'int', low, high: low + width, log: true, step })),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1, maxLength: 6 })
    .chain((choices) => fc.constantFrom<Distribution>({ kind: 'categorical', choices }, { kind: 'ordinal', choices })),
  fc
    .tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true }))
    .map(([mean, deviation]): Distribution => {
      const shape = { type: 'normal', mean, deviation } as const;
      return { kind: 'float', low: mean - 8.3 * deviation, high: mean + 8.3 * deviation, shape };
    }),
  fc
    .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 0.1, 3))
    .map(([from, count, step]): Distribution => {
      const [low, high] = [from * step, (from + count) * step];
      const shape = { type: 'uniform', low: low - step / 4, high: high + step / 3 } as const;
      return { kind: Number.isInteger(step) ? 'int' : 'float', low, high, step, shape };
    }),
);
const units = fc.double({ min: 0, max: 1, noNaN: true });

describe('decode', () => {
  it('gives values that the distribution contains', () => {
    fc.assert(fc.property(distributions, units, (distribution, unit) => contains(distribution, decode(distribution, unit))));
  });

  it('is undone by encode, up to the value that the place belongs to', () => {
    fc.assert(
      fc.property(distributions, units, (distribution, unit) => {
        const value = decode(distribution, unit);
        const again = decode(distribution, encode(distribution, value));
        if (typeof value === 'number' && !Number.isInteger(value)) expect(again).toBeCloseTo(value, 8);
        else expect(again).toBe(value);
      }),
    );
  });

  it('gives every stepped value the same share', () => {
    const counts = new Map<unknown, number>();
    for (let i = 0; i < 5000; i++) {
      const value = decode({ kind: 'int', low: 1, high: 5 }, (i + 0.5) / 5000);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts]).toEqual([1, 2, 3, 4, 5].map((value) => [value, 1000]));
  });

  it('gives a choice the share of its weight', () => {
    const distribution: Distribution = { kind: 'categorical', choices: ['a', 'b'], weights: [0.9, 0.1] };
    expect([0, 0.89, 0.91, 1].map((unit) => decode(distribution, unit))).toEqual(['a', 'a', 'b', 'b']);
  });

  it('is uniform in the logarithm for log', () => {
    expect(decode({ kind: 'float', low: 1e-4, high: 1, log: true }, 0.5)).toBeCloseTo(1e-2, 12);
  });
});

describe('shares', () => {
  it('lie one after the other, from 0 to 1, and decode to their value', () => {
    const finite = distributions.filter((distribution) => Number.isFinite(valueCount(distribution)));
    fc.assert(
      fc.property(finite, (distribution) => {
        let end = 0;
        for (let i = 0; i < valueCount(distribution); i++) {
          const value = valueAt(distribution, i);
          const [from, to] = shareOf(distribution, value);
          expect(from).toBeCloseTo(end, 9);
          if (to - from > 1e-9) expect(decode(distribution, (from + to) / 2)).toBe(value);
          end = to;
        }
        expect(end).toBeCloseTo(1, 9);
      }),
    );
  });

  it('of a value that is rounded from fewer are smaller', () => {
    const shape = { type: 'uniform', low: 0, high: 1 } as const;
    const halves: Distribution = { kind: 'float', low: 0, high: 1, step: 0.5, shape };
    expect([0, 0.5, 1].map((value) => shareOf(halves, value))).toEqual([
      [0, 0.25],
      [0.25, 0.75],
      [0.75, 1],
    ]);
  });

  it('of a continuous value have no width', () => {
    const [from, to] = shareOf({ kind: 'float', low: 1, high: 100, log: true }, 10);
    expect([from, to]).toEqual([0.5, 0.5]);
  });
});

describe('values', () => {
  it('are counted as far as the steps fit', () => {
    expect(valueCount({ kind: 'float', low: 0, high: 0.3, step: 0.1 })).toBe(4);
    expect(valueCount({ kind: 'float', low: 0, high: 0.35, step: 0.1 })).toBe(4);
    expect(valueCount({ kind: 'int', low: 2, high: 9, step: 3 })).toBe(3);
    expect(valueCount({ kind: 'float', low: 0, high: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(valueCount({ kind: 'float', low: 1, high: 1 })).toBe(1);
  });

  it('read as a person would write them', () => {
    const tenths: Distribution = { kind: 'float', low: 0.1, high: 1, step: 0.1 };
    expect([0, 1, 2, 6].map((index) => valueAt(tenths, index))).toEqual([0.1, 0.2, 0.3, 0.7]);
    expect(valueAt({ kind: 'float', low: 0, high: 1, step: 1e-7 }, 3)).toBe(3e-7);
  });

  it('snap to the nearest step within the bounds', () => {
    const distribution = { kind: 'float', low: 0, high: 0.35, step: 0.1 } as const;
    expect([-1, 0.14, 0.16, 9].map((value) => snap(distribution, value))).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('outside, between steps or of another type are not contained', () => {
    expect(contains({ kind: 'int', low: 1, high: 9, step: 2 }, 4)).toBe(false);
    expect(contains({ kind: 'float', low: 0, high: 1 }, 1.01)).toBe(false);
    expect(contains({ kind: 'float', low: 0, high: 1 }, Number.NaN)).toBe(false);
    expect(contains({ kind: 'float', low: 0, high: 1 }, '0.5')).toBe(false);
    expect(contains({ kind: 'categorical', choices: ['a'] }, undefined)).toBe(false);
  });
});
