import { beforeAll, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { dropout, dropoutOverTime } from '../../../src/training/models/dropout.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

it('sets entries to 0 at the given rate and scales up the others', () => {
  const values = [...dropout(tf.ones([20, 100]), 0.2, createRng(1)).dataSync()];
  expect(new Set(values)).toEqual(new Set([0, 1.25]));
  expect(values.filter((value) => value === 0).length / 2000).toBeCloseTo(0.2, 1);
});

it('drops the same features at all steps of a sequence', () => {
  const [first, ...others] = tf.unstack(dropoutOverTime(tf.ones([20, 4, 50]), 0.5, createRng(1)), 1) as [
    tf.Tensor,
    ...tf.Tensor[],
  ];
  const features = [...first.dataSync()];
  expect(new Set(features)).toEqual(new Set([0, 2]));
  expect(features.filter((value) => value === 0).length / 1000).toBeCloseTo(0.5, 1);
  for (const step of others) expect([...step.dataSync()]).toEqual(features);
});

it('leaves everything as it is without a stream or a rate', () => {
  const x = tf.ones([2, 3, 4]) as tf.Tensor3D;
  expect(dropoutOverTime(x, 0.5, undefined)).toBe(x);
  expect(dropoutOverTime(x, 0, createRng(1))).toBe(x);
});
