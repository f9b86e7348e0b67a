import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../../src/core/search-space.js';
import { createRng } from '../../../src/math/rng.js';
import { crossover, inherit, polynomialMutation } from '../../../src/samplers/nsga2/variation.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const draws = <T>(count: number, draw: (rng: ReturnType<typeof createRng>) => T): T[] => {
  const rng = createRng(1);
  return Array.from({ length: count }, () => draw(rng));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('crossover', () => {
  it('stays within the unit interval', () => {
    fc.assert(
      fc.property(unit, unit, fc.integer(), (a, b, seed) => {
        const child = crossover(a, b, createRng(seed));
        expect(child).toBeGreaterThanOrEqual(0);
        expect(child).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has children on both sides of each parent, the parents’ mean in the middle', () => {
    const children = draws(20_000, (rng) => crossover(0.4, 0.6, rng));
    expect(mean(children)).toBeCloseTo(0.5, 2);
    const near = (parent: number) => children.filter((child) => Math.abs(child - parent) < 0.1);
    // Half of them about each parent, as many inside as outside.
    expect(near(0.4).length / children.length).toBeCloseTo(0.5, 1);
    expect(near(0.4).filter((child) => child < 0.4).length / near(0.4).length).toBeCloseTo(0.5, 1);
  });

  it('takes over what both parents have', () => {
    expect(crossover(0.3, 0.3, createRng(0))).toBe(0.3);
  });
});

describe('polynomialMutation', () => {
  it('takes small steps in both directions within the unit interval', () => {
    for (const x of [0, 0.02, 0.5, 1]) {
      const steps = draws(5000, (rng) => polynomialMutation(x, rng) - x);
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(-x);
      expect(Math.max(...steps)).toBeLessThanOrEqual(1 - x);
      // E|step| is 1 / (eta + 2) = 1 / 12 without borders, which is as far as the closed form of the paper goes.
      expect(mean(steps.map(Math.abs))).toBeLessThan(1 / 11);
    }
    const free = draws(20_000, (rng) => polynomialMutation(0.5, rng) - 0.5);
    expect(mean(free.map(Math.abs))).toBeCloseTo(1 / 12, 2);
  });
});

describe('inherit', () => {
  const rate: Parameter = { name: 'rate', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } };
  const kind: Parameter = { name: 'kind', distribution: { kind: 'categorical', choices: ['a', 'b', 'c'] } };
  const size: Parameter = { name: 'size', distribution: { kind: 'ordinal', choices: [16, 32, 64, 128] } };

  it('takes a choice from either parent, and mutates to any', () => {
    const children = draws(200, (rng) => inherit(kind, { kind: 'a' }, { kind: 'b' }, 0, rng));
    expect(new Set(children)).toEqual(new Set(['a', 'b']));
    expect(new Set(draws(200, (rng) => inherit(kind, { kind: 'a' }, { kind: 'a' }, 1, rng)))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('keeps a value exactly where nothing changes it', () => {
    expect(draws(50, (rng) => inherit(rate, { rate: 0.0123 }, { rate: 0.0123 }, 0, rng))).toEqual(Array(50).fill(0.0123));
    expect(new Set(draws(50, (rng) => inherit(size, { size: 32 }, { size: 32 }, 0, rng)))).toContain(32);
  });

  it('reaches the neighbours of a stepped value by mutation', () => {
    const children = draws(300, (rng) => inherit(size, { size: 32 }, { size: 32 }, 1, rng));
    expect(children).toContain(16);
    expect(children).toContain(64);
    expect(children.filter((value) => value === 32).length).toBeGreaterThan(100);
  });

  it('takes what only one parent has, and draws what none has', () => {
    expect(inherit(rate, { rate: 0.01 }, {}, 0, createRng(0))).toBeCloseTo(0.01, 12);
    expect(inherit(rate, {}, { rate: 0.02 }, 0, createRng(0))).toBeCloseTo(0.02, 12);
    expect(new Set(draws(50, (rng) => inherit(rate, {}, {}, 0, rng))).size).toBe(50);
  });
});
