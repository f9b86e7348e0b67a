import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/core/condition.js';
import {
  assemble,
  type DerivedValue,
  isFeasible,
  isFiniteSpace,
  isPoint,
  points,
  type SearchSpace,
  someValues,
  upperEnds,
  withDerived,
} from '../../src/core/search-space.js';
import { mixedSpace, smallSpace } from '../fixtures/search-spaces.js';

describe('assemble', () => {
  it('asks only for parameters whose condition holds', () => {
    const chosen = (kind: string) => assemble(smallSpace, ({ name }) => (name === 'kind' ? kind : 1));
    expect(chosen('a')).toEqual({ kind: 'a', size: 1 });
    expect(chosen('b')).toEqual({ kind: 'b', size: 1, rate: 1 });
  });
});

describe('points', () => {
  it('enumerates every combination once, conditional parameters only where they exist', () => {
    expect([...points(smallSpace)]).toEqual([
      { kind: 'a', size: 1 },
      { kind: 'a', size: 2 },
      { kind: 'b', size: 1, rate: 0.1 },
      { kind: 'b', size: 1, rate: 0.2 },
      { kind: 'b', size: 1, rate: 0.3 },
      { kind: 'b', size: 2, rate: 0.1 },
      { kind: 'b', size: 2, rate: 0.2 },
      { kind: 'b', size: 2, rate: 0.3 },
    ]);
  });
});

describe('isPoint', () => {
  it('wants each active parameter in range and no other', () => {
    expect(isPoint(smallSpace, { kind: 'b', size: 1, rate: 0.2 })).toBe(true);
    expect(isPoint(smallSpace, { kind: 'a', size: 1, rate: 0.2 })).toBe(false);
    expect(isPoint(smallSpace, { kind: 'b', size: 1 })).toBe(false);
    expect(isPoint(smallSpace, { kind: 'b', size: 3, rate: 0.2 })).toBe(false);
  });
});

describe('constraints', () => {
  const small: Condition = {
    source: 'rate < 0.25',
    references: ['rate'],
    holds: ({ rate }) => typeof rate === 'number' && rate < 0.25,
  };
  const space: SearchSpace = { ...smallSpace, constraints: [small] };

  it('hold for every point, and ask nothing of a point without the parameters that they read', () => {
    expect([...points(space)]).toEqual([...points(smallSpace)].filter(({ rate }) => rate !== 0.3));
    expect(isFeasible(space, { kind: 'b', size: 1, rate: 0.3 })).toBe(false);
    expect(isFeasible(space, { kind: 'a', size: 1 })).toBe(true);
    expect(isPoint(space, { kind: 'b', size: 1, rate: 0.3 })).toBe(false);
  });
});

describe('withDerived', () => {
  it('adds the values that follow, and leaves out those of absent parameters', () => {
    const twice: DerivedValue = {
      name: 'twice',
      source: 'size * 2',
      of: ({ size }) => (typeof size === 'number' ? size * 2 : undefined),
    };
    const space: SearchSpace = { ...smallSpace, derived: [twice] };
    expect(withDerived(space, { kind: 'a', size: 2 })).toEqual({ kind: 'a', size: 2, twice: 4 });
    expect(withDerived(space, { kind: 'a' })).toEqual({ kind: 'a' });
  });
});

it('knows the upper ends of numbers, and what is fixed', () => {
  const parameters: SearchSpace['parameters'] = [
    { name: 'range', distribution: { kind: 'float', low: 0, high: 0.5 } },
    { name: 'numbers', distribution: { kind: 'ordinal', choices: [32, 128, 64] } },
    { name: 'words', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
    { name: 'fixed', distribution: { kind: 'categorical', choices: ['c'] } },
  ];
  expect(upperEnds({ parameters })).toEqual({ range: 0.5, numbers: 128, fixed: 'c' });
  expect(someValues({ parameters })).toEqual({ range: 0.5, numbers: 32, words: 'a', fixed: 'c' });
});

it('tells finite spaces from endless ones', () => {
  expect([isFiniteSpace(smallSpace), isFiniteSpace(mixedSpace)]).toEqual([true, false]);
});
