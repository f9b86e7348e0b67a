import { tf } from '../tf.js';
import type { Weight } from './optimizer.js';

/** The gradient of loss + decay / 2 |w|^2: what weight decay is in all optimizers but AdamW. */
export function withL2(gradient: tf.Tensor, weight: Weight, decay: number): tf.Tensor {
  if (decay === 0 || !weight.decayed) return gradient;
  return tf.add(gradient, tf.mul(weight.variable, decay));
}
