import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/training/backends/index.js';
import { meanOfIndependent } from '../../src/training/mean-of-independent.js';
import { tf } from '../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

it.each([1, 3])('is the mean of %i losses, and has the gradient of each', (count) => {
  const variables = Array.from({ length: count }, (_, i) => tf.variable(tf.scalar(i + 1)));
  const { value, grads } = tf.variableGrads(() => meanOfIndependent(variables.map((x) => tf.square<tf.Scalar>(x))), variables);
  const squares = variables.map((_, i) => (i + 1) ** 2);
  expect(value.arraySync()).toBeCloseTo(squares.reduce((sum, square) => sum + square, 0) / count, 5);
  expect(variables.map(({ name }) => grads[name]?.arraySync())).toEqual(variables.map((_, i) => 2 * (i + 1)));
  tf.dispose([value, grads, variables]);
});
