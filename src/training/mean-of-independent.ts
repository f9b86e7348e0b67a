import { tf } from './tf.js';

/**
 * The mean of losses of models that have no weight in common, differentiated as their sum is: each model follows the gradient of its
 * own loss, as if it were trained alone.
 */
export function meanOfIndependent(losses: readonly tf.Scalar[]): tf.Scalar {
  const [only] = losses;
  if (only && losses.length === 1) return only;
  const mean = tf.customGrad((sum) => ({
    value: tf.div(sum as tf.Tensor, losses.length),
    gradFunc: (gradient: tf.Tensor) => gradient,
  }));
  return mean(tf.addN([...losses])) as tf.Scalar;
}
