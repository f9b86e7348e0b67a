import type { tf } from '../tf.js';

/** A part of a model that training changes. */
export interface Weight {
  /** In the saved model. */
  readonly name: string;
  readonly variable: tf.Variable;
  /** Weight decay is for weights, not for biases. */
  readonly decayed: boolean;
  /** What its learning rate is of that of the others, from 0; left out: 1. */
  readonly rateFactor?: number;
  /** True: a statistic that the model keeps up itself as it is trained; no gradient changes it. */
  readonly isStatistic?: boolean;
}

/** Changes weights along their gradients. Owns its state: dispose it. */
export interface Optimizer {
  /** `gradients[i]` is of weight i. Disposes nothing that it was given. */
  step(gradients: readonly tf.Tensor[], rate: number): void;
  /** What it remembers from step to step, in a fixed order. The tensors stay its own. */
  readonly memory: readonly tf.Tensor[];
  /** Goes on as the optimizer would that had the values of this memory after so many steps. */
  resume(memory: readonly Float32Array[], steps: number): void;
  dispose(): void;
}
