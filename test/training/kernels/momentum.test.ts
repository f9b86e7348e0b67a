import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { normal, relativeError, startBoth } from './on-backends.js';

beforeAll(startBoth);

const [rate, momentum] = [0.05, 0.9];
// 7 and 13: vectors and a rest.
const start = () => normal([7, 13], 1);
const gradients = () => [2, 3, 4].map((seed) => normal([7, 13], seed));

/** Weights, and velocities where there are any, after a step along each gradient. */
function fused(decay: number, keepsVelocity: boolean): number[][] {
  const velocity: tf.NamedTensorMap = keepsVelocity ? { v: tf.zerosLike(start()) } : {};
  const attributes = { lr: rate, momentum, decay };
  const w = gradients().reduce(
    (weights, g) => tf.engine().runKernel('MomentumUpdate', { w: weights, g, ...velocity }, attributes) as tf.Tensor2D,
    start(),
  );
  return [w, ...Object.values(velocity)].map((tensor) => [...tensor.dataSync()]);
}

/** The same in double precision. */
function reference(decay: number, keepsVelocity: boolean): number[][] {
  const all = gradients().map((g) => [...g.dataSync()]);
  const ends = [...start().dataSync()].map((value, i) => {
    let [w, v] = [value, 0];
    for (const gradient of all) {
      v = (keepsVelocity ? momentum * v : 0) + (gradient[i] as number) + decay * w;
      w -= rate * v;
    }
    return [w, v] as const;
  });
  return [ends.map(([w]) => w), ...(keepsVelocity ? [ends.map(([, v]) => v)] : [])];
}

it.each([
  [0, true],
  [0.1, true],
  [0, false],
  [0.1, false],
])('is gradient descent with a decay of %d, with a velocity: %s', (decay, keepsVelocity) => {
  const expected = reference(decay, keepsVelocity);
  const got = fused(decay, keepsVelocity);
  expect(got).toHaveLength(expected.length);
  got.forEach((values, i) => {
    expect(relativeError(values, expected[i] as number[])).toBeLessThan(1e-5);
  });
});
