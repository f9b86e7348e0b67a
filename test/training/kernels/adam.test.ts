import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { normal, relativeError, startBoth } from './on-backends.js';

beforeAll(startBoth);

const [rate, beta1, beta2, epsilon] = [0.01, 0.9, 0.999, 1e-7];

/** Runs AdamUpdate for some steps on the same gradients; disposes nothing but its own. */
function fused(start: tf.Tensor, gradients: readonly tf.Tensor[], decay: number): number[] {
  return tf.tidy(() => {
    const [m, v] = [tf.zerosLike(start), tf.zerosLike(start)];
    let w = start;
    gradients.forEach((g, i) => {
      const attributes = {
        lr: rate,
        b1: beta1,
        b2: beta2,
        eps: epsilon,
        c1: 1 / (1 - beta1 ** (i + 1)),
        c2: 1 / (1 - beta2 ** (i + 1)),
        wd: decay,
      };
      w = tf.engine().runKernel('AdamUpdate', { w, g, m, v }, attributes) as tf.Tensor;
    });
    return [...w.dataSync()];
  }) as unknown as number[];
}

/** Algorithm 2 of Loshchilov and Hutter, in double precision. */
function reference(start: readonly number[], gradients: readonly (readonly number[])[], decay: number): number[] {
  return start.map((value, i) => {
    let [w, m, v] = [value, 0, 0];
    gradients.forEach((gradient, step) => {
      const g = gradient[i] as number;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const [mHat, vHat] = [m / (1 - beta1 ** (step + 1)), v / (1 - beta2 ** (step + 1))];
      w -= rate * (mHat / (Math.sqrt(vHat) + epsilon) + decay * w);
    });
    return w;
  });
}

// 7 and 13: a vector and a rest.
const start = () => normal([7, 13], 1);
const gradients = () => [2, 3, 4, 5].map((seed) => normal([7, 13], seed));

it.each([0, 0.1])('is AdamW with a decay of %d', (decay) => {
  const all = gradients();
  const expected = reference(
    [...start().dataSync()],
    all.map((g) => [...g.dataSync()]),
    decay,
  );
  expect(relativeError(fused(start(), all, decay), expected)).toBeLessThan(1e-5);
});

it('without decay is what tf.train.adam does', () => {
  const variable = tf.variable(start());
  const optimizer = tf.train.adam(rate, beta1, beta2, epsilon);
  for (const gradient of gradients()) optimizer.applyGradients([{ name: variable.name, tensor: gradient }]);
  expect(relativeError(fused(start(), gradients(), 0), [...variable.dataSync()])).toBeLessThan(1e-5);
  optimizer.dispose();
  variable.dispose();
});

it('leaves weights that somebody else holds as they were', () => {
  const w = start();
  const held = tf.clone(w);
  const before = [...w.dataSync()];
  fused(w, gradients(), 0.1);
  expect([...held.dataSync()]).toEqual(before);
});

it('leaves filters as they were, of which convolutions keep packed copies', () => {
  const w = normal([3, 3, 2, 2], 1);
  const before = [...w.dataSync()];
  fused(w, [normal([3, 3, 2, 2], 2)], 0);
  expect([...w.dataSync()]).toEqual(before);
});

it('writes over weights that nobody else holds', () => {
  const w = start();
  const after = fused(w, [normal([7, 13], 2)], 0);
  expect([...w.dataSync()]).toEqual(after);
});
