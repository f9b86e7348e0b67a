import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { batchNorm } from './batch-norm.js';
import { zeroBias } from './initializers.js';

/** What a linear map is followed by. */
export interface Rectifier {
  readonly weights: readonly Weight[];
  /** @param x float32 [..., features] */
  apply(x: tf.Tensor, isTraining: boolean): tf.Tensor;
}

/** A bias, or batch normalisation, which has an offset of its own; then a ReLU. */
export function rectifier(name: string, features: number, isNormalised: boolean): Rectifier {
  if (isNormalised) {
    const normalisation = batchNorm(name, features);
    return { weights: normalisation.weights, apply: (x, isTraining) => tf.relu(normalisation.apply(x, isTraining)) };
  }
  const bias = zeroBias(`${name}/bias`, features);
  return { weights: [bias], apply: (x) => tf.relu(tf.add(x, bias.variable)) };
}
