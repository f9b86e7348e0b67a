import { beforeAll, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { dropoutMask } from '../../../src/training/kernels/dropout-mask.js';
import { startBoth, valuesOn } from './on-backends.js';

beforeAll(startBoth);

// Less than a vector, a vector, vectors and a rest.
it.each([[[3]], [[4]], [[2, 3, 5]], [[40, 1000]]])('has the same entries on every backend, of shape %j', (shape) => {
  for (const rate of [0.1, 0.5, 0.9]) {
    for (let seed = 0; seed < 20; seed++) {
      const mask = () => dropoutMask(shape as [number, number], rate, createRng(seed));
      expect(valuesOn('wasm', mask)).toEqual(valuesOn('cpu', mask));
    }
  }
});

it('drops the given share, and scales the rest up', () => {
  for (const rate of [0.001, 0.2, 0.75]) {
    const values = [...dropoutMask([100_000], rate, createRng(1)).dataSync()];
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    // Five standard deviations.
    const tolerance = 5 * Math.sqrt((rate * (1 - rate)) / values.length);
    expect(Math.abs(values.filter((value) => value === 0).length / values.length - rate)).toBeLessThan(tolerance);
  }
});

it('takes one number of the stream', () => {
  const [rng, other] = [createRng(1), createRng(1)];
  dropoutMask([10, 10], 0.5, rng);
  other.next();
  expect(rng.next()).toBe(other.next());
});
