import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/** -log p of the true class. Also with soft targets whose rows add up to 1. */
export const crossEntropy: ExampleLosses = (logits, targets) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
