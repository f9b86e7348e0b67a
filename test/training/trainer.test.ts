import { beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import { createRng } from '../../src/math/rng.js';
import { trainingHyperparameters } from '../../src/tasks/training-hyperparameters.js';
import type { ActiveBackend } from '../../src/training/backends/backend.js';
import { startBackend } from '../../src/training/backends/index.js';
import { readHyperparameters, type TrainingHyperparameters } from '../../src/training/hyperparameters.js';
import type { Learnable } from '../../src/training/task.js';
import { tf } from '../../src/training/tf.js';
import { type TrainerHandle, trainModel } from '../../src/training/trainer.js';

const examples = 14;
const epochs = 3;

let backend: ActiveBackend;
beforeAll(async () => {
  backend = await startBackend('wasm');
});

/** A least-squares fit of two weights, from 0; the batches are the examples in their order. */
function leastSquares(): Learnable & { readonly weights: tf.Variable } {
  const inputs = Array.from({ length: examples }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  const wanted = inputs.map(([a = 0, b = 0], i) => [2 * a - b + 0.1 * Math.sin(7 * i)]);
  const weights = tf.tidy(() => tf.variable(tf.zeros([2, 1])));
  const meanSquare = (indices: readonly number[]) => {
    const rows = tf.tensor2d(indices.map((i) => inputs[i] as number[]));
    const truth = tf.tensor2d(indices.map((i) => wanted[i] as number[]));
    return tf.mean(tf.square(tf.sub(tf.matMul(rows, weights as tf.Tensor as tf.Tensor2D), truth))) as tf.Scalar;
  };
  const all = Array.from({ length: examples }, (_, i) => i);
  return {
    weights,
    model: { weights: [{ name: 'w', variable: weights, decayed: true }] },
    exampleCount: examples,
    batches: (size) => Array.from({ length: Math.ceil(examples / size) }, (_, b) => all.slice(b * size, (b + 1) * size)),
    loss: meanSquare,
    evaluate: async () => ({ val_loss: tf.tidy(() => meanSquare(all).dataSync()[0] as number) }),
  };
}

const silent: TrainerHandle = { report: async () => 'continue', progress() {}, stopRequested: false, log() {} };

it('a metric that the validation data do not allow is no divergence', async () => {
  const learner = { ...leastSquares(), evaluate: async () => ({ val_loss: 0.25, val_auroc: Number.NaN }) };
  const [order, dropout, augmentation] = [createRng(1), createRng(2), createRng(3)];
  const training = {
    learner,
    hyperparameters: readHyperparameters('text-classification', trainingHyperparameters, {}),
    epochs,
    watched: { metric: 'val_auroc', goal: 'maximize' },
    score: 'best',
    rngs: { order, dropout, augmentation },
  } as const;
  const before = tf.memory().numTensors;
  expect(await trainModel(training, silent, backend)).toEqual({
    kind: 'failed',
    reason: 'error',
    message:
      'val_auroc cannot be measured on the validation data, though their loss is 0.2500: ' +
      'the area under the ROC curve takes examples of two classes or more',
  });
  expect(tf.memory().numTensors).toBe(before);
  learner.weights.dispose();
});

/** The weights after the training, and the validation loss of every epoch. */
async function train(changes: Partial<TrainingHyperparameters>): Promise<{ weights: number[]; losses: number[] }> {
  const learner = leastSquares();
  const losses: number[] = [];
  const handle: TrainerHandle = {
    ...silent,
    report: async (_step, { val_loss }) => {
      losses.push(val_loss as number);
      return 'continue';
    },
  };
  const before = tf.memory().numTensors;
  const [order, dropout, augmentation] = [createRng(1), createRng(2), createRng(3)];
  const params = { optimizer: 'sgd', learning_rate: 0.3, decay: 'linear', warmup: 0.2, patience: 0, epochs, ...changes };
  const hyperparameters = readHyperparameters('text-classification', trainingHyperparameters, params);
  const watched = { metric: 'val_loss', goal: 'minimize' } as const;
  try {
    const training = {
      learner,
      hyperparameters,
      epochs,
      watched,
      score: 'last',
      rngs: { order, dropout, augmentation },
    } as const;
    await trainModel(training, handle, backend);
    expect(tf.memory().numTensors).toBe(before);
    return { weights: [...learner.weights.dataSync()], losses };
  } finally {
    learner.weights.dispose();
  }
}

describe('effective_batch_size', () => {
  it.each([
    // Of 14 examples: steps of 6, 6 and 2, in batches of 2.
    ['sgd', {}],
    ['adamw, clipped', { optimizer: 'adamw', weight_decay: 0.1, clip_norm: 0.5 }],
    ['momentum, once round', { optimizer: 'momentum', decay: 'one_cycle' }],
  ] as const)('takes the steps that a batch of this size takes: %s', async (_name, params) => {
    const whole = await train({ ...params, batch_size: 6 });
    const accumulated = await train({ ...params, batch_size: 2, effective_batch_size: 6 });
    accumulated.weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(whole.weights[i] as number, 5);
    });
    accumulated.losses.forEach((loss, epoch) => {
      expect(loss).toBeCloseTo(whole.losses[epoch] as number, 5);
    });
  });

  it('weighs a smaller batch by its examples', async () => {
    // 14 = 4 + 4 + 4 + 2, all in one step.
    const whole = await train({ batch_size: 14 });
    const accumulated = await train({ batch_size: 4, effective_batch_size: 16 });
    expect(accumulated.weights[0]).toBeCloseTo(whole.weights[0] as number, 5);
  });

  it('is the batch size, where it is 0 or not twice it', async () => {
    const plain = await train({ batch_size: 4 });
    expect(await train({ batch_size: 4, effective_batch_size: 0 })).toEqual(plain);
    expect(await train({ batch_size: 4, effective_batch_size: 5 })).toEqual(plain);
    expect(await train({ batch_size: 4, effective_batch_size: 8 })).not.toEqual(plain);
  });

  it('is refused below the batch size', async () => {
    const refused = train({ batch_size: 8, effective_batch_size: 4 });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow('Expected `effective_batch_size` to be 0 or at least `batch_size`, 8, got 4');
  });
});
