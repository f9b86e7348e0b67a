import { UsageError } from '../../core/errors.js';
import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/**
 * Computes a loss of the user's and its gradient once, on two examples, so that what is wrong with it is said before a training.
 *
 * @param outputs of the model for each example: the classes, 1 for a number
 * @param needsEach whether every example's loss is asked for, not only their mean
 * @throws UsageError
 */
export function tryLoss(name: string, losses: ExampleLosses, outputs: number, needsEach: boolean): void {
  tf.tidy(() => {
    const logits = tf.tensor2d([firstRow(outputs), firstRow(outputs).reverse()]);
    const targets = outputs === 1 ? tf.tensor2d([[1], [-1]]) : firstAndLastClass(outputs);
    const value = losses(logits, targets);
    if (needsEach && value.rank !== 1) {
      throw new UsageError(
        `Expected the loss ${name} to return the loss of each example, [batch], since \`class_weights\` weighs them, got their mean`,
      );
    }
    checkDifferentiable(name, (x) => tf.mean(losses(x as tf.Tensor2D, targets)), logits);
  });
}

function firstAndLastClass(classes: number): tf.Tensor2D {
  return tf.cast(tf.oneHot(tf.tensor1d([0, classes - 1], 'int32'), classes), 'float32') as tf.Tensor2D;
}

/** Scores that differ, as those of a fresh model do. */
function firstRow(classes: number): number[] {
  return Array.from({ length: classes }, (_, k) => 0.1 * (k % 7));
}

function checkDifferentiable(name: string, loss: (logits: tf.Tensor) => tf.Tensor, logits: tf.Tensor): void {
  try {
    tf.grad(loss)(logits);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { message } = error as Error;
    // What TensorFlow.js says of a result that none of its operations lead to from the input.
    if (message.startsWith('Cannot compute gradient of y=f(x)')) {
      throw new UsageError(
        `Expected the loss ${name} to depend on the logits by operations of \`tf\`, got a value that does not, so it has no gradient`,
      );
    }
    throw new UsageError(
      `Expected a loss that can be differentiated, got from ${name}: ${message}. A gradient can be given: export default { loss, gradient }`,
    );
  }
}
