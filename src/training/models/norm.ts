import { layerNorm } from '../kernels/layer-norm.js';
import type { tf } from '../tf.js';
import { oneScale, zeroBias } from './initializers.js';
import type { Model } from './model.js';

/** Layer normalisation with its learned scale and offset. */
export interface Norm extends Model {
  /** @param x float32 [..., width] */
  apply<T extends tf.Tensor>(x: T): T;
}

export function createNorm(name: string, width: number): Norm {
  const [scale, offset] = [oneScale(`${name}/scale`, width), zeroBias(`${name}/offset`, width)];
  return {
    weights: [scale, offset],
    apply: (x) => layerNorm(x, scale.variable as tf.Tensor1D, offset.variable as tf.Tensor1D),
  };
}
