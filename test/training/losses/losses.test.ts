import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { absoluteError } from '../../../src/training/losses/absolute-error.js';
import { brier } from '../../../src/training/losses/brier.js';
import { balancedClassWeights, givenClassWeights } from '../../../src/training/losses/class-weights.js';
import { crossEntropy } from '../../../src/training/losses/cross-entropy.js';
import { focal } from '../../../src/training/losses/focal.js';
import { hinge } from '../../../src/training/losses/hinge.js';
import { labelSmoothing } from '../../../src/training/losses/label-smoothing.js';
import type { ExampleLosses } from '../../../src/training/losses/loss.js';
import { meanLoss } from '../../../src/training/losses/mean-loss.js';
import { tf } from '../../../src/training/tf.js';
import { classWeights, oneHot, scores as point, truth as pointTruth, type SmallLossName, smallLosses } from './small-losses.js';

type Matrix = readonly (readonly number[])[];

/** The loss of one example with the scores of its classes, in plain loops over 64-bit numbers. */
type Reference = (scores: readonly number[], truth: number) => number;

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const probabilityOf: Reference = (scores, truth) => softmax(scores)[truth] as number;

const references: Readonly<Record<SmallLossName, Reference>> = {
  'cross-entropy': (scores, truth) => -Math.log(probabilityOf(scores, truth)),
  'label smoothing 0.1': (scores, truth) =>
    softmax(scores).reduce((sum, p, k) => sum - (0.1 / scores.length + (k === truth ? 0.9 : 0)) * Math.log(p), 0),
  'focal, gamma 2': (scores, truth) => focalReference(scores, truth, 2),
  'focal, gamma 0.5': (scores, truth) => focalReference(scores, truth, 0.5),
  mse: (scores, truth) => softmax(scores).reduce((sum, p, k) => sum + (p - Number(k === truth)) ** 2, 0),
  mae: (scores, truth) => softmax(scores).reduce((sum, p, k) => sum + Math.abs(p - Number(k === truth)), 0),
  hinge: hingeReference,
};

function focalReference(scores: readonly number[], truth: number, gamma: number): number {
  const p = probabilityOf(scores, truth);
  return -((1 - p) ** gamma) * Math.log(p);
}

function hingeReference(scores: readonly number[], truth: number): number {
  const rivals = scores.filter((_, k) => k !== truth);
  return Math.max(0, 1 + Math.max(...rivals) - (scores[truth] as number));
}

// Two examples whose probabilities are (0.5, 0.25, 0.25) and (0.1, 0.2, 0.7); the true classes are 0 and 1.
const probabilities = [
  [0.5, 0.25, 0.25],
  [0.1, 0.2, 0.7],
];
const truth = [0, 1];

beforeAll(async () => {
  await startBackend('wasm');
});

function valueAt(losses: ExampleLosses, scores: Matrix, labels: readonly number[], weights?: Float32Array): number {
  const loss = meanLoss(losses, weights);
  return tf.tidy(
    () => loss(tf.tensor2d(scores as number[][]), oneHot(labels, scores[0]?.length as number)).dataSync()[0] as number,
  );
}

function gradientAt(losses: ExampleLosses, scores: Matrix, labels: readonly number[], weights?: Float32Array): number[] {
  const loss = meanLoss(losses, weights);
  const gradient = tf.grad((x) => loss(x as tf.Tensor2D, oneHot(labels, scores[0]?.length as number)));
  return tf.tidy(() => [...gradient(tf.tensor2d(scores as number[][])).dataSync()]);
}

// Any constant may be added to a row of logits: it must not matter.
const logits = probabilities.map((row, i) => row.map((p) => Math.log(p) + 3 * i));

describe('values computed by hand', () => {
  it('cross-entropy: the mean of -ln p', () => {
    expect(valueAt(crossEntropy, logits, truth)).toBeCloseTo((-Math.log(0.5) - Math.log(0.2)) / 2, 5);
  });

  it('label smoothing 0.3 over 3 classes: targets 0.8, 0.1, 0.1', () => {
    const first = -(0.8 * Math.log(0.5) + 0.1 * Math.log(0.25) + 0.1 * Math.log(0.25));
    const second = -(0.1 * Math.log(0.1) + 0.8 * Math.log(0.2) + 0.1 * Math.log(0.7));
    expect(valueAt(labelSmoothing(0.3), logits, truth)).toBeCloseTo((first + second) / 2, 5);
  });

  it('focal, gamma 2: -(1 - p)^2 ln p', () => {
    expect(valueAt(focal(2), logits, truth)).toBeCloseTo((-0.25 * Math.log(0.5) - 0.64 * Math.log(0.2)) / 2, 5);
  });

  it('focal, gamma 0 is cross-entropy', () => {
    expect(valueAt(focal(0), logits, truth)).toBeCloseTo(valueAt(crossEntropy, logits, truth), 5);
  });

  it('mse: squared errors summed over the classes', () => {
    expect(valueAt(brier, logits, truth)).toBeCloseTo((0.375 + 1.14) / 2, 5);
  });

  it('mae: 2 (1 - p)', () => {
    expect(valueAt(absoluteError, logits, truth)).toBeCloseTo((2 * 0.5 + 2 * 0.8) / 2, 5);
  });

  it('hinge: nothing from a margin of 1 on, and what the strongest rival lacks or has too much', () => {
    const scores = [
      [3, 1, 2],
      [0.5, 1, 0],
      [2, -1, 1],
    ];
    expect(valueAt(hinge, scores, [0, 1, 2])).toBeCloseTo((0 + 0.5 + 2) / 3, 6);
  });

  it('hinge among equal rivals moves one of them', () => {
    expect(gradientAt(hinge, [[0, 0, 0, 0]], [1])).toEqual([1, -1, 0, 0]);
  });

  it('label smoothing of nothing is cross-entropy', () => {
    expect(valueAt(labelSmoothing(0), logits, truth)).toBeCloseTo(valueAt(crossEntropy, logits, truth), 6);
  });
});

describe('balanced class weights', () => {
  // The example of scikit-learn's documentation of compute_class_weight
  it("are scikit-learn's", () => {
    expect([...balancedClassWeights(Int32Array.of(1, 1, 1, 1, 0, 0), 2)]).toEqual([1.5, 0.75]);
  });

  it('are 0 for a class that does not occur, and 1 on average over the examples', () => {
    const labels = Int32Array.of(3, 0, 0, 0, 3, 1);
    const weights = balancedClassWeights(labels, 5);
    expect(weights[2]).toBe(0);
    expect(labels.reduce((sum, label) => sum + (weights[label] as number), 0) / labels.length).toBeCloseTo(1, 6);
  });
});

describe('given class weights', () => {
  const names = ['a', 'b', 'constructor'];

  it('are those that balance classes where they are as the classes are rare', () => {
    const labels = Int32Array.of(2, 0, 0, 0, 2, 1);
    const given = givenClassWeights({ a: 1 / 3, b: 1, constructor: 1 / 2 }, names, labels);
    expect([...given]).toEqual([...balancedClassWeights(labels, 3)]);
  });

  it('are in proportion to 1 for classes that are left out, and 1 on average over the examples', () => {
    // (2 x 5 + 3 x 1 + 1 x 1) / 6 = 14 / 6
    const weights = givenClassWeights({ a: 5 }, names, Int32Array.of(0, 1, 1, 0, 1, 2));
    for (const [i, expected] of [30 / 14, 6 / 14, 6 / 14].entries()) expect(weights[i]).toBeCloseTo(expected, 6);
  });
});

describe.each(Object.keys(references) as SmallLossName[])('%s', (name) => {
  const loss = smallLosses[name];
  const reference = references[name];

  describe.each([
    ['as it is', undefined],
    ['with class weights', classWeights],
  ])('%s', (_case, weights) => {
    const expected = (scores: Matrix): number => {
      const each = scores.map((row, i) => (weights?.[pointTruth[i] as number] ?? 1) * reference(row, pointTruth[i] as number));
      return each.reduce((sum, value) => sum + value, 0) / each.length;
    };

    it('has the value of plain loops', () => {
      expect(valueAt(loss, point, pointTruth, weights)).toBeCloseTo(expected(point), 5);
    });

    it('has the gradient of central differences', () => {
      const step = 1e-5;
      const gradient = gradientAt(loss, point, pointTruth, weights);
      gradient.forEach((value, entry) => {
        const moved = (by: number) => point.map((row, i) => row.map((score, k) => score + (i * 4 + k === entry ? by : 0)));
        expect(value).toBeCloseTo((expected(moved(step)) - expected(moved(-step))) / (2 * step), 5);
      });
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
    expect(Number.isFinite(valueAt(loss, extreme, truth))).toBe(true);
    expect(gradientAt(loss, extreme, truth).every(Number.isFinite)).toBe(true);
  });

  it('computes the same on stock operations', async () => {
    const [ours, oursGradient] = [valueAt(loss, point, pointTruth), gradientAt(loss, point, pointTruth)];
    await startBackend('cpu');
    try {
      expect(valueAt(loss, point, pointTruth)).toBeCloseTo(ours, 5);
      gradientAt(loss, point, pointTruth).forEach((value, i) => {
        expect(value).toBeCloseTo(oursGradient[i] as number, 5);
      });
    } finally {
      await startBackend('wasm');
    }
  });
});
