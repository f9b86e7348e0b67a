import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/**
 * Squared error of the probabilities, summed over the classes (Brier, "Verification of Forecasts Expressed in Terms of
 * Probability", 1950, https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2): between 0 and 2.
 */
export const brier: ExampleLosses = (logits, targets) => {
  const errors = tf.sub(tf.softmax(logits), targets);
  return tf.sum(tf.square(errors), 1);
};
