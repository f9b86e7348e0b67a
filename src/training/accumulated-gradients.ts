import { UsageError } from '../core/errors.js';
import type { TrainingHyperparameters } from './hyperparameters.js';
import { tf } from './tf.js';

type BatchSizes = Pick<TrainingHyperparameters, 'batch_size' | 'effective_batch_size'>;

/** How many batches have their gradients averaged before a step. @throws UsageError where a step is less than a batch */
export function batchesPerStep({ batch_size, effective_batch_size }: BatchSizes): number {
  if (effective_batch_size === 0) return 1;
  if (effective_batch_size >= batch_size) return Math.round(effective_batch_size / batch_size);
  throw new UsageError(
    `Expected \`effective_batch_size\` to be 0 or at least \`batch_size\`, ${batch_size}, got ${effective_batch_size}`,
  );
}

/**
 * The gradients of the batches since the last step: their mean over all examples is the gradient of one batch of all of these,
 * in the memory of one of them. Owns what it holds: dispose it.
 */
export class AccumulatedGradients {
  #held: tf.Tensor[] = [];
  #examples = 0;

  /** The mean with those of one more batch, each of which is the mean over its examples. Run it within a `tidy`. */
  with(gradients: readonly tf.Tensor[], examples: number): readonly tf.Tensor[] {
    if (this.#examples === 0) return gradients;
    const share = examples / (this.#examples + examples);
    return gradients.map((gradient, i) => tf.add(tf.mul(this.#held[i] as tf.Tensor, 1 - share), tf.mul(gradient, share)));
  }

  /** Holds a mean that took so many examples more. */
  hold(mean: readonly tf.Tensor[], examples: number): void {
    const held = mean.map((gradient) => tf.keep(gradient));
    tf.dispose(this.#held);
    this.#held = held;
    this.#examples += examples;
  }

  dispose(): void {
    tf.dispose(this.#held);
    this.#held = [];
    this.#examples = 0;
  }
}
