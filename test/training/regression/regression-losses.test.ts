import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { createRegressionLoss } from '../../../src/training/regression/regression-losses.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

const errors = [-3, -0.5, 0.25, 2];

/** By hand, with their derivatives, for huber_delta 1.5. */
const expected = {
  mse: [(e: number) => e ** 2, (e: number) => 2 * e],
  mae: [(e: number) => Math.abs(e), (e: number) => Math.sign(e)],
  huber: [
    (e: number) => (Math.abs(e) <= 1.5 ? e ** 2 / 2 : 1.5 * (Math.abs(e) - 0.75)),
    (e: number) => Math.max(-1.5, Math.min(1.5, e)),
  ],
} as const;

describe.each(['mse', 'mae', 'huber'] as const)('%s', (loss) => {
  const [value, derivative] = expected[loss];
  const truth = [10, -1, 0, 3];

  it('is the mean over the batch, and so is its gradient', async () => {
    const compute = await createRegressionLoss({ loss, huber_delta: 1.5 }, { urls: undefined, params: {} });
    const [mean, gradient] = tf.tidy(() => {
      const targets = tf.tensor2d(truth, [4, 1]);
      const predictions = tf.tensor2d(
        truth.map((target, i) => target + (errors[i] as number)),
        [4, 1],
      );
      const { value: result, grad } = tf.valueAndGrad((x) => compute(x as tf.Tensor2D, targets))(predictions);
      return [result.dataSync()[0], [...grad.dataSync()]];
    });
    expect(mean).toBeCloseTo(errors.reduce((sum, e) => sum + value(e), 0) / 4, 5);
    (gradient as number[]).forEach((slope, i) => {
      expect(slope).toBeCloseTo(derivative(errors[i] as number) / 4, 5);
    });
  });
});
