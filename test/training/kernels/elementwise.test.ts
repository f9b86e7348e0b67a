import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { startBoth } from './on-backends.js';

beforeAll(startBoth);

/** 4001 places and an incomplete vector at the end. */
const grid = (low: number, high: number) => Array.from({ length: 4001 }, (_, i) => Math.fround(low + ((high - low) * i) / 4000));

/** The largest relative error against double precision. */
function worstError(f: (x: tf.Tensor) => tf.Tensor, reference: (x: number) => number, places: number[]): number {
  const got = tf.tidy(() => f(tf.tensor1d(places)).dataSync());
  return Math.max(...places.map((x, i) => Math.abs((got[i] as number) - reference(x)) / Math.max(Math.abs(reference(x)), 1e-30)));
}

/** By its series; enough terms for |x| <= 3. */
function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 80; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

it('exp, tanh, sigmoid and erf are right to the last bits', () => {
  expect(worstError(tf.exp, Math.exp, grid(-87, 88))).toBeLessThan(2e-7);
  expect(worstError(tf.tanh, Math.tanh, grid(-9, 9))).toBeLessThan(5e-7);
  expect(worstError(tf.sigmoid, (x) => 1 / (1 + Math.exp(-x)), grid(-80, 80))).toBeLessThan(4e-7);
  expect(worstError(tf.erf, erf, grid(-3, 3))).toBeLessThan(1e-6);
});

it('keeps the special values', () => {
  const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;
  const special = tf.tensor1d([infinity, -infinity, nan, 0, 200, -200]);
  expect([...tf.exp(special).dataSync()]).toEqual([infinity, 0, nan, 1, infinity, 0]);
  expect([...tf.sigmoid(special).dataSync()]).toEqual([1, 0, nan, 0.5, 1, 0]);
  expect([...tf.tanh(special).dataSync()]).toEqual([1, -1, nan, 0, 1, -1]);
  expect([...tf.erf(special).dataSync()]).toEqual([1, -1, nan, 0, 1, -1]);
});
