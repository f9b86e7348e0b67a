import { beforeAll, describe, expect, it } from 'vitest';
import { softmaxCrossEntropy } from '../../../src/training/kernels/softmax-cross-entropy.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const targets = {
  'of one class': (batch: number, classes: number) =>
    tf.cast(tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(classes, 'int32')) as tf.Tensor1D, classes), 'float32'),
  smoothed: (batch: number, classes: number) => tf.softmax(normal([batch, classes], 7)),
  'that are weights, not probabilities': (batch: number, classes: number) => tf.abs(normal([batch, classes], 8)),
} as const;

const reference = (classes: number, weights: readonly number[]) => (logits: number[]) =>
  Array.from({ length: logits.length / classes }, (_, row) => {
    const z = logits.slice(row * classes, (row + 1) * classes);
    const largest = Math.max(...z);
    const normaliser = largest + Math.log(z.reduce((sum, value) => sum + Math.exp(value - largest), 0));
    return z.reduce((sum, value, k) => sum + (weights[row * classes + k] as number) * (normaliser - value), 0);
  });

describe.each(Object.entries(targets))('against targets %s', (_name, make) => {
  it.each([
    [1, 2],
    [3, 4],
    [5, 7],
    [2, 150],
  ])('%d examples of %d classes', (batch, classes) => {
    const weights = [...make(batch, classes).dataSync()];
    expectAsInDoublePrecision(
      (logits) => softmaxCrossEntropy(logits as tf.Tensor2D, make(batch, classes) as tf.Tensor2D),
      reference(classes, weights),
      () => [tf.mul(normal([batch, classes], 1), 3)],
    );
  });
});

it('is exact for logits whose exponentials no float holds', () => {
  const logits = tf.tensor2d([500, -500, 0, -200, 800, 799, 1e4, -1e4, 0], [3, 3]);
  const truth = tf.tensor2d([0, 1, 0, 0, 1, 0, 1, 0, 0], [3, 3]);
  const losses = [...softmaxCrossEntropy(logits, truth).dataSync()];
  expect(losses).toEqual([1000, expect.closeTo(Math.log(1 + Math.exp(-1)), 6), 0]);
  expectSameOnCpu(() => gradients((z) => softmaxCrossEntropy(z as tf.Tensor2D, truth), [logits]));
});

it('refuses targets that are not what it reads', () => {
  const call = () => softmaxCrossEntropy(tf.zeros([1, 2]), tf.tensor2d([1, 0], [1, 2], 'int32'));
  expect(call).toThrow(
    'Expected float32 inputs for SoftmaxCrossEntropy on the WebAssembly backend, got float32 [1, 2] and int32 [1, 2]',
  );
});

it('does not hide that logits have diverged', () => {
  const truth = tf.tensor2d([1, 0], [1, 2]);
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(softmaxCrossEntropy(tf.tensor2d([bad, 0], [1, 2]), truth).dataSync()[0]).toBeNaN();
  }
});

it('is the same as composed of stock operations for many classes', () => {
  const truth = () => targets.smoothed(64, 151) as tf.Tensor2D;
  expectSameOnCpu(() => softmaxCrossEntropy(normal([64, 151], 1), truth()));
  expectSameOnCpu(() => gradients((z) => softmaxCrossEntropy(z as tf.Tensor2D, truth()), [normal([64, 151], 1)]));
});
