import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/training/backends/index.js';
import { brier } from '../../src/training/losses/brier.js';
import { crossEntropy } from '../../src/training/losses/cross-entropy.js';
import { focal } from '../../src/training/losses/focal.js';
import { labelSmoothing } from '../../src/training/losses/label-smoothing.js';
import type { Loss } from '../../src/training/losses/loss.js';
import { tf } from '../../src/training/tf.js';

const losses: readonly (readonly [string, Loss])[] = [
  ['cross-entropy', crossEntropy],
  ['label smoothing 0.1', labelSmoothing(0.1)],
  ['focal, gamma 2', focal(2)],
  ['focal, gamma 0.5', focal(0.5)],
  ['mse', brier],
];

// Two examples whose probabilities are (0.5, 0.25, 0.25) and (0.1, 0.2, 0.7); the true classes are 0 and 1.
const probabilities = [
  [0.5, 0.25, 0.25],
  [0.1, 0.2, 0.7],
];
const targets = [
  [1, 0, 0],
  [0, 1, 0],
];

beforeAll(async () => {
  await startBackend('wasm');
});

function valueAt(loss: Loss, logits: readonly (readonly number[])[], truth: readonly (readonly number[])[] = targets): number {
  return tf.tidy(() => loss(tf.tensor2d(logits as number[][]), tf.tensor2d(truth as number[][])).dataSync()[0] as number);
}

function gradientAt(
  loss: Loss,
  logits: readonly (readonly number[])[],
  truth: readonly (readonly number[])[] = targets,
): number[] {
  const gradient = tf.grad((x) => loss(x as tf.Tensor2D, tf.tensor2d(truth as number[][])));
  return tf.tidy(() => [...gradient(tf.tensor2d(logits as number[][])).dataSync()]);
}

// Any constant may be added to a row of logits: it must not matter.
const logits = probabilities.map((row, i) => row.map((p) => Math.log(p) + 3 * i));

describe('values computed by hand', () => {
  it('cross-entropy: the mean of -ln p', () => {
    expect(valueAt(crossEntropy, logits)).toBeCloseTo((-Math.log(0.5) - Math.log(0.2)) / 2, 5);
  });

  it('label smoothing 0.3 over 3 classes: targets 0.8, 0.1, 0.1', () => {
    const first = -(0.8 * Math.log(0.5) + 0.1 * Math.log(0.25) + 0.1 * Math.log(0.25));
    const second = -(0.1 * Math.log(0.1) + 0.8 * Math.log(0.2) + 0.1 * Math.log(0.7));
    expect(valueAt(labelSmoothing(0.3), logits)).toBeCloseTo((first + second) / 2, 5);
  });

  it('focal, gamma 2: -(1 - p)^2 ln p', () => {
    expect(valueAt(focal(2), logits)).toBeCloseTo((-0.25 * Math.log(0.5) - 0.64 * Math.log(0.2)) / 2, 5);
  });

  it('focal, gamma 0 is cross-entropy', () => {
    expect(valueAt(focal(0), logits)).toBeCloseTo(valueAt(crossEntropy, logits), 5);
  });

  it('mse: squared errors summed over the classes', () => {
    expect(valueAt(brier, logits)).toBeCloseTo((0.375 + 1.14) / 2, 5);
  });

  it('label smoothing of nothing is cross-entropy', () => {
    expect(valueAt(labelSmoothing(0), logits)).toBeCloseTo(valueAt(crossEntropy, logits), 6);
  });
});

describe.each(losses)('%s', (_name, loss) => {
  it('has the gradient of its central differences', () => {
    const point = [
      [0.3, -1.2, 0.8],
      [1.5, 0.2, -0.4],
    ];
    const step = 1e-2;
    const gradient = gradientAt(loss, point);
    const differences = [0, 1, 2, 3, 4, 5].map((entry) => {
      const moved = (by: number) => point.map((row, i) => row.map((value, j) => (i * 3 + j === entry ? value + by : value)));
      return (valueAt(loss, moved(step)) - valueAt(loss, moved(-step))) / (2 * step);
    });
    gradient.forEach((value, i) => {
      expect(value).toBeCloseTo(differences[i] as number, 3);
    });
  });

  it.each([
    [
      'certain and right',
      [
        [200, -200, 0],
        [-200, 200, 0],
      ],
    ],
    [
      'certain and wrong',
      [
        [-200, 200, 0],
        [200, -200, 0],
      ],
    ],
  ])('stays finite when the model is %s', (_case, extreme) => {
    expect(Number.isFinite(valueAt(loss, extreme))).toBe(true);
    expect(gradientAt(loss, extreme).every(Number.isFinite)).toBe(true);
  });
});
