import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';
import { relativeError } from './on-backends.js';

beforeAll(async () => {
  await startBackend('cpu');
});
afterAll(async () => {
  await startBackend('wasm');
});

type Shape = [number, number, number, number];

/** Numbers that repeat themselves, without a pattern along any axis. */
function valuesOf(shape: Shape, salt: number): tf.Tensor4D {
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor4d(
    Float32Array.from({ length: size }, (_, i) => Math.sin(12.9898 * (i + salt) ** 1.1)),
    shape,
  );
}

/** d of sum(f(x) * weights) by x, from central differences: exact for what is linear in x, but for rounding. */
function differences(f: (x: tf.Tensor4D) => tf.Tensor4D, x: tf.Tensor4D): number[] {
  const values = x.dataSync<'float32'>();
  return Array.from(values, (_, i) => {
    const shifted = (by: number) => {
      const copy = values.slice();
      copy[i] = (copy[i] as number) + by;
      const y = f(tf.tensor4d(copy, x.shape));
      const weights = valuesOf(y.shape, 7).dataSync();
      return Float64Array.from(y.dataSync()).reduce((sum, value, k) => sum + value * (weights[k] as number), 0);
    };
    return shifted(0.5) - shifted(-0.5);
  });
}

function gradient(f: (x: tf.Tensor4D) => tf.Tensor4D, x: tf.Tensor4D): number[] {
  return [
    ...tf
      .grad((input) => {
        const y = f(input as tf.Tensor4D);
        return tf.sum(tf.mul(y, valuesOf(y.shape, 7)));
      })(x)
      .dataSync(),
  ];
}

describe('on the JavaScript backend', () => {
  // Two images, higher than wide: what the stock gradients get wrong.
  const images = () => valuesOf([2, 5, 3, 2], 1);

  it.each([
    [7, 4, false, false],
    [3, 7, true, false],
    [10, 6, false, true],
    [1, 1, false, false],
  ] as const)(
    'the gradients of resizing to %d x %d, aligned %s, by pixel centres %s, agree with differences',
    (height, width, align, centres) => {
      for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
        const f = (x: tf.Tensor4D) => resize(x, [height, width], align, centres) as tf.Tensor4D;
        expect(relativeError(gradient(f, images()), differences(f, images()))).toBeLessThan(1e-4);
      }
    },
  );

  it.each([
    ['same', 1],
    ['valid', 2],
    [1, [2, 1]],
  ] as const)('the gradient of a filter with padding %s and stride %j agrees with differences', (pad, stride) => {
    const filter = valuesOf([3, 2, 2, 3], 3);
    const f = (w: tf.Tensor4D) => tf.conv2d(images(), w, stride as number, pad);
    expect(relativeError(gradient(f, filter), differences(f, filter))).toBeLessThan(1e-4);
  });
});
