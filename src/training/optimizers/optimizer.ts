import type { tf } from '../tf.js';

/** Something that training changes. */
export interface Weight {
  /** In the saved model. */
  readonly name: string;
  readonly variable: tf.Variable;
  /** Weight decay is for weights, not for biases. */
  readonly decayed: boolean;
}

/** Changes weights along their gradients. Owns its state: dispose it. */
export interface Optimizer {
  /** `gradients[i]` is of weight i. Disposes nothing that it was given. */
  step(gradients: readonly tf.Tensor[], rate: number): void;
  dispose(): void;
}
