import { describe, expect, it } from 'vitest';
import { moments } from '../../../src/math/moments.js';
import { createRng } from '../../../src/math/rng.js';
import { addGaussianNoise } from '../../../src/training/augmentation/gaussian-noise.js';

describe('addGaussianNoise', () => {
  it('has the deviation, in the first columns alone', () => {
    const values = new Float32Array(4000 * 3).fill(1);
    addGaussianNoise(values, 3, 2, 0.5, createRng(1));
    const column = (i: number) => [...values].filter((_, place) => place % 3 === i);
    for (const i of [0, 1]) {
      const { mean, deviation } = moments(column(i));
      expect(mean).toBeCloseTo(1, 1);
      expect(deviation).toBeCloseTo(0.5, 1);
    }
    expect(column(2).every((value) => value === 1)).toBe(true);
  });

  it('changes and draws nothing without a deviation', () => {
    const rng = createRng(1);
    const values = Float32Array.of(1, 2);
    addGaussianNoise(values, 2, 2, 0, rng);
    expect([...values]).toEqual([1, 2]);
    expect(rng.state()).toEqual(createRng(1).state());
  });
});
