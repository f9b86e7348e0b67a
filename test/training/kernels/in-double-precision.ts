import { expect } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { gradients, normal, relativeError } from './on-backends.js';

/** The step of the central differences: their error, its square, is far below that of float32. */
const step = 1e-4;

/**
 * Compares an operation, on both backends, with plain loops in double precision: its values, and its gradient with respect to
 * each input with the central differences of those loops.
 */
export function expectAsInDoublePrecision(
  compute: (...xs: tf.Tensor[]) => tf.Tensor,
  reference: (...xs: number[][]) => number[],
  makeInputs: () => tf.Tensor[],
  tolerance = 1e-4,
): void {
  for (const backend of ['cpu', 'wasm']) {
    tf.setBackend(backend);
    tf.tidy(() => {
      const inputs = makeInputs();
      const doubles = inputs.map((input) => [...input.dataSync()]);
      const y = compute(...inputs);
      expect(relativeError([...y.dataSync()], reference(...doubles)), `values on ${backend}`).toBeLessThan(tolerance);
      const weights = [...normal(y.shape, 99).dataSync()]; // those of `gradients`
      const weighted = (xs: number[][]) => reference(...xs).reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
      const expected = centralDifferences(weighted, doubles);
      gradients(compute, inputs).forEach((gradient, i) => {
        const error = relativeError([...gradient.dataSync()], expected[i] as number[]);
        expect(error, `gradient of input ${i} on ${backend}`).toBeLessThan(tolerance);
      });
    });
  }
}

function centralDifferences(f: (xs: number[][]) => number, xs: number[][]): number[][] {
  return xs.map((x, input) =>
    x.map((value, i) => {
      const at = (moved: number) => f(xs.with(input, x.with(i, moved)));
      return (at(value + step) - at(value - step)) / (2 * step);
    }),
  );
}
