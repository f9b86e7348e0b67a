import { beforeAll, describe, expect, it } from 'vitest';
import { createRng, deriveSeed } from '../../../src/math/rng.js';
import { mixup } from '../../../src/training/augmentation/mixup.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('cpu');
});

const indices = [3, 1, 4, 15, 9];

/** Index i is the vector (i, 1). */
function vectors(chosen: readonly number[]): tf.Tensor2D {
  return tf.tensor2d(chosen.map((index) => [index, 1]));
}

/** As a trial has it: the first numbers of streams with neighbouring seeds are much alike. */
function streamOf(seed: number) {
  return createRng(deriveSeed(seed, 0, 'augmentation'));
}

function blended(seed: number, alpha: number): [number[][], number[][]] {
  return tf.tidy(() => {
    const blend = mixup(indices, alpha, streamOf(seed));
    return [blend(vectors).arraySync(), blend((chosen) => tf.mul(vectors(chosen), 10)).arraySync() as number[][]];
  });
}

describe('mixup', () => {
  it('changes and draws nothing at alpha 0', () => {
    const rng = createRng(1);
    expect(tf.tidy(() => mixup(indices, 0, rng)(vectors).arraySync())).toEqual(indices.map((index) => [index, 1]));
    expect(rng.state()).toEqual(createRng(1).state());
  });

  it('blends inputs and targets of the same pairs in the same share', () => {
    const [inputs, targets] = blended(1, 1);
    expect(inputs).not.toEqual(indices.map((index) => [index, 1]));
    inputs.forEach(([value, one], row) => {
      expect(one).toBeCloseTo(1, 6);
      expect(targets[row]?.[0]).toBeCloseTo(10 * (value as number), 4);
    });
    // Everyone is a partner once: the batch's mean stays.
    expect(inputs.reduce((sum, [value]) => sum + (value as number), 0)).toBeCloseTo(32, 4);
  });

  it('blends each example with one of the batch, each of them once, in one share', () => {
    const five = [0, 1, 2, 3, 4];
    const identity = (chosen: readonly number[]) => tf.tensor2d(chosen.map((i) => five.map((k) => Number(i === k))));
    const rows = tf.tidy(() => mixup(five, 1, streamOf(3))(identity).arraySync());
    const share = Math.max(...rows.flat().filter((value) => value < 1));
    const levels = [0, 1 - share, share, 1];
    rows.forEach((row, i) => {
      for (const value of row) expect(Math.min(...levels.map((level) => Math.abs(level - value)))).toBeLessThan(1e-6);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
      expect(rows.reduce((sum, other) => sum + (other[i] as number), 0)).toBeCloseTo(1, 6);
    });
  });

  it('repeats itself for a seed, and blends less the smaller alpha is', () => {
    expect(blended(5, 1)).toEqual(blended(5, 1));
    expect(blended(5, 1)).not.toEqual(blended(6, 1));
    const meanDistance = (alpha: number) => {
      const distances = Array.from({ length: 200 }, (_, seed) => {
        const share = tf.tidy(
          () => mixup([0, 1], alpha, streamOf(seed))((chosen) => tf.tensor1d([chosen[0] as number])).dataSync()[0],
        );
        return Math.min(share as number, 1 - (share as number));
      });
      return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
    };
    // Half of the pairs are an example with itself. E[min(x, 1 - x)] is 1/4 for alpha 1, about 0.07 for 0.1.
    expect(meanDistance(1)).toBeGreaterThan(0.1);
    expect(meanDistance(0.1)).toBeLessThan(0.06);
  });
});
