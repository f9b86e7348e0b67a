import type { tabularRegressionHyperparameters } from '../../tasks/tabular-regression.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import type { Loss } from '../losses/loss.js';
import { meanLoss } from '../losses/mean-loss.js';
import { type OwnLosses, readOwnLoss } from '../losses/read-own-loss.js';
import { tf } from '../tf.js';

type Settings = Pick<HyperparametersOf<typeof tabularRegressionHyperparameters>, 'loss' | 'huber_delta'>;

/** Of the errors (prediction - target) of a batch, float32 [batch, 1], each its loss. */
type ErrorLoss = (errors: tf.Tensor2D) => tf.Tensor2D;

const losses = {
  mse: () => tf.square,
  mae: () => tf.abs,
  huber: ({ huber_delta }) => huber(huber_delta),
} as const satisfies Record<(typeof tabularRegressionHyperparameters.loss.choices)[number], (settings: Settings) => ErrorLoss>;

/**
 * What training minimises.
 *
 * @returns of predictions and targets, both float32 [batch, 1], the mean over the batch
 * @throws UsageError for a loss of the user's own that cannot be trained with
 */
export async function createRegressionLoss(settings: Settings, own: OwnLosses): Promise<Loss> {
  const { loss } = settings;
  if (!isBuiltIn(loss)) return meanLoss(await readOwnLoss(loss, own, 1, false));
  const ofErrors: ErrorLoss = losses[loss](settings);
  return (predictions, targets) => tf.mean(ofErrors(tf.sub(predictions, targets)));
}

function isBuiltIn(loss: string): loss is keyof typeof losses {
  return Object.hasOwn(losses, loss);
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
