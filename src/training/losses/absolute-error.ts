import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/**
 * Absolute error of the probabilities, summed over the classes, 2 (1 - p) for a true class of probability p: between 0 and 2.
 * Wrong labels that fall on all classes alike leave its minimum where it is, but it learns slowly (Ghosh, Kumar and Sastry, "Robust
 * Loss Functions under Label Noise for Deep Neural Networks", 2017, section 4, https://arxiv.org/abs/1712.09482).
 */
export const absoluteError: ExampleLosses = (logits, targets) => tf.sum(tf.abs(tf.sub(tf.softmax(logits), targets)), 1);
