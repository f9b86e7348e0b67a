import { beforeAll, describe, expect, it } from 'vitest';
import { batchNorm } from '../../../src/training/models/batch-norm.js';
import { tf } from '../../../src/training/tf.js';
import { gradients, normal, relativeError, startBoth } from '../kernels/on-backends.js';

beforeAll(startBoth);

const epsilon = 1e-3;

/** The same from stock operations, whose gradients TensorFlow.js knows. */
function composed(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(
    x,
    x.shape.slice(1).map((_, axis) => axis),
  );
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), scale), offset);
}

/** The layer with a scale and an offset that have gradients. */
function layerOf(features: number, scaleValues: tf.Tensor, offsetValues: tf.Tensor) {
  const layer = batchNorm('norm', features);
  const [scale, offset, mean, variance] = layer.weights.map(({ variable }) => variable) as [
    tf.Variable,
    tf.Variable,
    tf.Variable,
    tf.Variable,
  ];
  scale.assign(scaleValues);
  offset.assign(offsetValues);
  return { layer, scale, offset, mean, variance, dispose: () => tf.dispose([scale, offset, mean, variance]) };
}

describe('batch normalisation', () => {
  it.each<[string, number[]]>([
    ['images', [3, 4, 5, 6]],
    ['rows', [7, 6]],
  ])('of %s has the values and gradients of the single operations', (_name, shape) => {
    const [x, scaleValues, offsetValues] = [normal(shape, 1, 0.5), normal([6], 2, 1), normal([6], 3)];
    const { layer, scale, offset, dispose } = layerOf(6, scaleValues, offsetValues);
    const expected = [composed(x, scaleValues, offsetValues), ...gradients(composed, [x, scaleValues, offsetValues])];
    const weighted = () => {
      const y = layer.apply(x, true);
      return tf.sum(tf.mul(y, normal(y.shape, 99))) as tf.Scalar;
    };
    const { grads } = tf.variableGrads(weighted, [scale, offset]);
    const [dx] = gradients((input) => layer.apply(input, true), [x]);
    const got = [layer.apply(x, true), dx, grads[scale.name], grads[offset.name]] as tf.Tensor[];
    expected.forEach((reference, i) => {
      expect(relativeError([...(got[i] as tf.Tensor).dataSync()], [...reference.dataSync()])).toBeLessThan(1e-5);
    });
    dispose();
  });

  it('follows mean and variance of the batches, and takes them outside training', () => {
    const { layer, mean, variance, dispose } = layerOf(2, tf.tensor1d([2, 1]), tf.tensor1d([0, 5]));
    const x = tf.tensor2d([1, 10, 3, 30], [2, 2]);
    for (let step = 1; step <= 100; step++) tf.tidy(() => layer.apply(x, true));
    const share = 1 - 0.9 ** 100;
    expect([...mean.dataSync()]).toEqual([2 * share, 20 * share].map((value) => expect.closeTo(value, 3)));
    expect([...variance.dataSync()]).toEqual([1, 100 * share + 0.9 ** 100].map((value) => expect.closeTo(value, 2)));
    const [first, second] = layer.apply(tf.tensor2d([2, 20], [1, 2]), false).dataSync();
    expect(first).toBeCloseTo((2 * (2 - 2 * share)) / Math.sqrt(1 + epsilon), 3);
    expect(second).toBeCloseTo(5 + (20 - 20 * share) / Math.sqrt(100), 3);
    dispose();
  });

  it('leaves no tensors behind', () => {
    const { layer, scale, dispose } = layerOf(6, normal([6], 2, 1), normal([6], 3));
    const x = normal([4, 6], 1);
    const before = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) {
      tf.tidy(() => void tf.variableGrads(() => tf.sum(tf.square(layer.apply(x, true))) as tf.Scalar, [scale]));
    }
    expect(tf.memory().numTensors).toBe(before);
    dispose();
  });
});
