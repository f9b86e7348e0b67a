import { tf } from '../tf.js';

/**
 * Trains one step of a problem whose gradient is known: for loss = |x w|^2, dw = 2 x^T x w.
 * @throws Error if the current backend cannot, or gets it wrong
 */
export async function verifyGradient(): Promise<void> {
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const w = tf.variable(tf.tensor2d([1, -1], [2, 1]));
  const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(tf.matMul(x, w))));
  const gradient = grads[w.name] as tf.Tensor;
  const got = [...(await value.data()), ...(await gradient.data())];
  tf.dispose([x, w, value, gradient]);
  const expected = [2, -8, -12];
  if (expected.every((number, i) => Math.abs(number - (got[i] as number)) < 1e-3)) return;
  throw new Error(
    `Expected a loss of 2 with the gradient -8, -12 in a trial computation on ${tf.getBackend()}, got ${got.join(', ')}`,
  );
}
