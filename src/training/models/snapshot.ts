import { tf } from '../tf.js';
import { type Model, variablesOf } from './model.js';

/** Remembers a model's weights. What somebody holds is never overwritten, so a copy is no more than a second hold on the same memory. */
export class Snapshot {
  #tensors: tf.Tensor[] = [];

  take(model: Model): void {
    this.dispose();
    this.#tensors = variablesOf(model).map((variable) => tf.keep(tf.clone(variable)));
  }

  /** The remembered weights, empty before the first `take`. */
  get tensors(): readonly tf.Tensor[] {
    return this.#tensors;
  }

  /** Remembers the weights of another snapshot's tensors. */
  resume(model: Model, values: readonly Float32Array[]): void {
    this.dispose();
    this.#tensors = values.map((array, i) => tf.keep(tf.tensor(array, variablesOf(model)[i]?.shape)));
  }

  restore(model: Model): void {
    variablesOf(model).forEach((variable, i) => {
      const tensor = this.#tensors[i];
      if (tensor !== undefined) variable.assign(tensor);
    });
  }

  dispose(): void {
    tf.dispose(this.#tensors);
    this.#tensors = [];
  }
}
