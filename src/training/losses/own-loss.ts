import { UsageError } from '../../core/errors.js';
import type { Params } from '../../core/trial.js';
import { type TensorFlow, tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/** What a loss of one's own is given beside its tensors. */
export interface LossContext {
  /** TensorFlow.js, on the backend that the trial runs on. */
  readonly tf: TensorFlow;
  /** The trial's parameters: those whose names begin with `loss_` are the loss's own. */
  readonly params: Params;
}

/**
 * A loss of one's own: computed by operations of `tf`, so that its gradient follows from them.
 *
 * @param logits float32 [batch, classes], before the softmax; of a regression the predictions, [batch, 1], scaled as the targets
 * @param targets float32 [batch, classes], 1 at the true class, 0 elsewhere; of a regression [batch, 1], of mean 0 and deviation 1
 *   over the training data
 * @returns float32: the loss of each example [batch], or their mean, a scalar; class weights need each example's
 */
export type LossFunction = (logits: tf.Tensor2D, targets: tf.Tensor2D, context: LossContext) => tf.Tensor;

/** A loss of one's own that brings its gradient, for what `tf` cannot differentiate or does slowly. */
export interface LossWithGradient {
  readonly loss: LossFunction;
  /** The gradient by the logits, [batch, classes]: of each example's loss by its own row, or of the mean where that is the loss. */
  readonly gradient: (logits: tf.Tensor2D, targets: tf.Tensor2D, context: LossContext) => tf.Tensor;
}

/** What a module may export by default to be a loss. */
export type OwnLoss = LossFunction | LossWithGradient;

/** What a module of the user's exports, as a loss of ours. `name` is how messages call it. */
export function ownLoss(name: string, given: OwnLoss, params: Params): ExampleLosses {
  const context: LossContext = { tf, params };
  const losses =
    typeof given === 'function'
      ? (logits: tf.Tensor2D, targets: tf.Tensor2D) => checkedLoss(name, given(logits, targets, context), logits)
      : withGradient(name, given, context);
  return losses as ExampleLosses;
}

function withGradient(name: string, { loss, gradient }: LossWithGradient, context: LossContext) {
  return (logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor => {
    const operation = tf.customGrad((x, save) => {
      // The targets, too: what the forward pass made is gone when the gradient is asked for.
      (save as tf.GradSaveFunc)([x as tf.Tensor, targets]);
      return {
        value: checkedLoss(name, loss(x as tf.Tensor2D, targets, context), logits),
        gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
          const [savedLogits, savedTargets] = saved as [tf.Tensor2D, tf.Tensor2D];
          const rows = checkedGradient(name, gradient(savedLogits, savedTargets, context), savedLogits);
          return tf.mul(rows, tf.reshape(dy, [-1, 1]));
        },
      };
    });
    return operation(logits);
  };
}

function checkedLoss(name: string, value: unknown, logits: tf.Tensor2D): tf.Tensor {
  const [batch, outputs] = logits.shape;
  if (isFloats(value)) {
    if (value.rank === 0 || value.shape.join() === `${batch}`) return value;
    // What operations make of predictions and targets that are [batch, 1].
    if (outputs === 1 && value.shape.join() === `${batch},1`) return tf.reshape(value, [batch]);
  }
  throw new UsageError(
    `Expected the loss ${name} to return float32 numbers, one for each of the ${batch} examples or their mean, got ${describe(value)}`,
  );
}

function checkedGradient(name: string, value: unknown, logits: tf.Tensor2D): tf.Tensor {
  if (isFloats(value) && value.shape.join() === logits.shape.join()) return value;
  throw new UsageError(
    `Expected the gradient of the loss ${name} to be float32 of the shape of the logits, [${logits.shape}], got ${describe(value)}`,
  );
}

function isFloats(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor && value.dtype === 'float32';
}

function describe(value: unknown): string {
  if (value instanceof tf.Tensor) return `${value.dtype} [${value.shape}]`;
  if (value instanceof Promise) return 'a promise (the function must not be async)';
  return value === null || typeof value !== 'object' ? String(value) : 'an object';
}
