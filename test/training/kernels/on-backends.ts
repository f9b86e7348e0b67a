import { expect } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';

/** Starts both: `cpu`, the reference, and `wasm` with our kernels, which is the current one afterwards. */
export async function startBoth(): Promise<void> {
  await startBackend('cpu');
  await startBackend('wasm');
}

/** Normally distributed, the same on every backend. */
export function normal<R extends tf.Rank>(shape: tf.ShapeMap[R], seed: number, mean = 0): tf.Tensor<R> {
  return tf.randomNormal<R>(shape, mean, 1, 'float32', seed);
}

export type Results = tf.Tensor | readonly tf.Tensor[];

/** The values of every result on one of them. */
export function valuesOn(backend: 'cpu' | 'wasm', compute: () => Results): number[][] {
  const previous = tf.getBackend();
  tf.setBackend(backend);
  try {
    return tf.tidy(() => [compute()].flat().map((tensor) => [...(tensor as tf.Tensor).dataSync()])) as unknown as number[][];
  } finally {
    tf.setBackend(previous);
  }
}

/** The distance of two vectors relative to the length of the expected one; NaN or a difference in length counts as infinite. */
export function relativeError(got: readonly number[], expected: readonly number[]): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  const distance = Math.hypot(...got.map((value, i) => value - (expected[i] as number)));
  const relative = distance / Math.max(Math.hypot(...expected), 1e-12);
  return Number.isNaN(relative) ? Number.POSITIVE_INFINITY : relative;
}

/** Computes on both backends and compares every result. */
export function expectSameOnCpu(compute: () => Results, tolerance = 1e-5): void {
  const [expected, got] = [valuesOn('cpu', compute), valuesOn('wasm', compute)];
  expect(got.length).toBe(expected.length);
  expected.forEach((reference, i) => {
    expect(reference.some((value) => value !== 0)).toBe(true);
    expect(relativeError(got[i] as number[], reference)).toBeLessThan(tolerance);
  });
}

/** The gradient of <f(x...), weights> with respect to each x, where random weights make every element of f count. */
export function gradients(f: (...xs: tf.Tensor[]) => tf.Tensor, xs: readonly tf.Tensor[]): tf.Tensor[] {
  return tf.grads((...inputs: tf.Tensor[]) => {
    const y = f(...inputs);
    return tf.sum(tf.mul(y, normal(y.shape, 99)));
  })([...xs]);
}
