import { describe, expect, it } from 'vitest';
import { assemble, isFiniteSpace, isPoint, points } from '../../src/core/search-space.js';
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

it('tells finite spaces from endless ones', () => {
  expect([isFiniteSpace(smallSpace), isFiniteSpace(mixedSpace)]).toEqual([true, false]);
});
