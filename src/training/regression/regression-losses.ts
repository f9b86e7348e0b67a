import type { tabularRegressionHyperparameters } from '../../tasks/tabular-regression.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { tf } from '../tf.js';

type Settings = Pick<HyperparametersOf<typeof tabularRegressionHyperparameters>, 'loss' | 'huber_delta'>;

/** Of the errors (prediction - target) of a batch, float32 [batch], each its loss. */
type ErrorLoss = (errors: tf.Tensor1D) => tf.Tensor1D;

const losses: Readonly<Record<Settings['loss'], (settings: Settings) => ErrorLoss>> = {
  mse: () => tf.square,
  mae: () => tf.abs,
  huber: ({ huber_delta }) => huber(huber_delta),
};

/**
 * What training minimises.
 *
 * @returns of predictions and targets, both float32 [batch], the mean over the batch
 */
export function createRegressionLoss(settings: Settings): (predictions: tf.Tensor1D, targets: tf.Tensor1D) => tf.Scalar {
  const loss = losses[settings.loss](settings);
  return (predictions, targets) => tf.mean(loss(tf.sub(predictions, targets)));
}

/**
 * e^2 / 2 up to |e| = delta, delta (|e| - delta / 2) beyond: a few wild targets pull no harder than others (Huber, "Robust
 * Estimation of a Location Parameter", 1964, https://doi.org/10.1214/aoms/1177703732). Written without a condition:
 * with c = min(|e|, delta) it is c (|e| - c / 2).
 */
function huber(delta: number): ErrorLoss {
  return (errors) => {
    const size = tf.abs(errors);
    const core = tf.minimum(size, delta);
    return tf.mul(core, tf.sub(size, tf.div(core, 2)));
  };
}
