import type { Weight } from '../optimizers/optimizer.js';
import type { tf } from '../tf.js';

/** Something that is trained. */
export interface Model {
  /** In the order of the saved file. Owned by the model: dispose their variables with it. */
  readonly weights: readonly Weight[];
}

export function variablesOf(model: Model): tf.Variable[] {
  return model.weights.map(({ variable }) => variable);
}

/** Those that follow gradients: all but the statistics that the model keeps up itself. */
export function trainedWeights(model: Model): Weight[] {
  return model.weights.filter(({ isStatistic }) => !isStatistic);
}
