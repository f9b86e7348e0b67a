import { absoluteError } from '../../../src/training/losses/absolute-error.js';
import { brier } from '../../../src/training/losses/brier.js';
import { crossEntropy } from '../../../src/training/losses/cross-entropy.js';
import { focal } from '../../../src/training/losses/focal.js';
import { hinge } from '../../../src/training/losses/hinge.js';
import { labelSmoothing } from '../../../src/training/losses/label-smoothing.js';
import type { ExampleLosses } from '../../../src/training/losses/loss.js';
import { meanLoss } from '../../../src/training/losses/mean-loss.js';
import { tf } from '../../../src/training/tf.js';

/** Every loss of classification, with some setting. */
export const smallLosses = {
  'cross-entropy': crossEntropy,
  'label smoothing 0.1': labelSmoothing(0.1),
  'focal, gamma 2': focal(2),
  'focal, gamma 0.5': focal(0.5),
  mse: brier,
  mae: absoluteError,
  hinge,
} as const satisfies Record<string, ExampleLosses>;

export type SmallLossName = keyof typeof smallLosses;

/** Scores without ties, some of which hinge is content with, and their true classes. */
export const scores = [
  [0.3, -1.2, 0.8, 2.1],
  [1.5, 0.2, -0.4, 0.1],
  [-0.7, 3.1, 0.4, 0.9],
];
export const truth = [2, 0, 1];
export const classWeights = Float32Array.of(0.5, 2, 1.25, 1);

export function oneHot(labels: readonly number[], classes: number): tf.Tensor2D {
  return tf.tensor2d(labels.map((label) => Array.from({ length: classes }, (_, k) => Number(k === label))));
}

/** The loss of the scores with class weights, and its gradient, on the current backend, read as WebGPU needs it. */
export async function weightedLossAndGradient(name: SmallLossName): Promise<number[]> {
  const loss = meanLoss(smallLosses[name], classWeights);
  const { value, grad } = tf.valueAndGrad((x) => loss(x as tf.Tensor2D, oneHot(truth, 4)))(tf.tensor2d(scores));
  return [...(await value.data()), ...(await grad.data())];
}
