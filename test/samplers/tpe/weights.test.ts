import { describe, expect, it } from 'vitest';
import { fading, thinned } from '../../../src/samplers/tpe/weights.js';

const numbers = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe('fading', () => {
  it('lets up to 25 trials weigh 1', () => {
    expect([...fading(numbers(25)).weights]).toEqual(Array(25).fill(1));
  });

  it('fades linearly to 1/n before the newest 25', () => {
    const weights = [...fading(numbers(28)).weights];
    expect(weights.slice(0, 3)).toEqual([1 / 28, expect.closeTo((1 / 28 + 1) / 2, 12), 1]);
    expect(weights.slice(3)).toEqual(Array(25).fill(1));
    expect(fading(numbers(26)).weights[0]).toBe(1 / 26);
  });
});

describe('thinned', () => {
  const none = new Int32Array(0);

  it('leaves as many as there may be as they are', () => {
    expect(thinned(numbers(100), none, 100)).toEqual(fading(numbers(100)));
  });

  it.each([101, 150, 1000, 4321])('keeps the newest of %d, and the total weight', (count) => {
    const all = fading(numbers(count));
    const few = thinned(all.numbers, none, 100);
    expect(few.numbers.length).toBeLessThanOrEqual(100);
    expect(few.numbers.slice(-50)).toEqual(all.numbers.slice(-50));
    expect(few.count).toBe(count);
    const total = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);
    expect(total(few.weights) / total(all.weights)).toBeCloseTo(1, 1);
  });

  it('changes by few as a trial comes in', () => {
    const before = new Set(thinned(numbers(1000), none, 100).numbers);
    const after = thinned(numbers(1001), none, 100).numbers;
    expect([...after].filter((number) => !before.has(number))).toEqual([1000]);
  });

  it('keeps of the older half every second, fourth, eighth ... number, whichever are there', () => {
    const some = numbers(4000).filter((number) => number % 7 !== 0 && !(number > 500 && number < 900));
    const { numbers: kept, weights } = thinned(some, none, 100);
    const old = some.slice(0, -50);
    const stride = 64; // the power of two that leaves at most 50 of them
    expect([...kept.slice(0, -50)]).toEqual([...old].filter((number) => number % stride === 0));
    const all = fading(some).weights;
    expect(weights[3]).toBe(stride * (all[some.indexOf(kept[3] as number)] as number));
  });

  it.each([80, 120, 130, 1000, 3000])('of %d, some of them left out, is that of the others', (count) => {
    const all = numbers(count).map((number) => 3 * number + (number % 3));
    const leftOut = all.filter((number, i) => i % 11 === 4 || number % 64 === 0 || i === 0 || i === count - 1);
    const others = all.filter((number) => !leftOut.includes(number));
    expect(thinned(all, leftOut, 100)).toEqual(thinned(others, none, 100));
    expect(thinned(all, all, 100)).toEqual(fading(none));
  });
});
