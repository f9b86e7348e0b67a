import { expect, it } from 'vitest';
import { createRng, type Rng, randomCounter, randomIntegers } from '../../src/math/rng.js';

const integersOf = (rng: Rng, count: number) => randomIntegers(randomCounter(rng), count);

it('makes many integers of one number of the stream', () => {
  const [rng, other] = [createRng(1), createRng(1)];
  const integers = integersOf(rng, 1000);
  other.next();
  expect(rng.next()).toBe(other.next());
  expect(integersOf(createRng(1), 1000)).toEqual(integers);
  expect(integersOf(createRng(2), 1000)).not.toEqual(integers);
  expect(integersOf(createRng(1), 10)).toEqual(integers.subarray(0, 10));
});

it('spreads them evenly, each bit and the next of each', () => {
  const count = 100_000;
  const integers = integersOf(createRng(7), count);
  // Five standard deviations of a share of one half.
  const tolerance = 2.5 / Math.sqrt(count);
  for (let bit = 0; bit < 32; bit++) {
    const bits = Array.from(integers, (value) => (value >>> bit) & 1);
    expect(Math.abs(bits.filter((set) => set).length / count - 0.5)).toBeLessThan(tolerance);
    const repeats = bits.filter((set, i) => set === bits[i + 1]).length / count;
    expect(Math.abs(repeats - 0.5)).toBeLessThan(tolerance);
  }
});
