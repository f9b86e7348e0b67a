import { tf } from '../tf.js';
import type { ExampleLosses } from './loss.js';

/** Keeps the gradient of (1 - p)^gamma finite at p = 1 when gamma < 1. */
const leastDoubt = 1e-6;

/**
 * -(1 - p)^gamma log p, where p is the probability of the true class: examples that the model already gets right count less
 * (Lin et al., "Focal Loss for Dense Object Detection", 2017, eq. 4, https://arxiv.org/abs/1708.02002; here over a softmax).
 */
export function focal(gamma: number): ExampleLosses {
  return (logits, targets) => {
    const logP = tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1); // [batch]
    const doubt = tf.maximum(tf.sub(1, tf.exp(logP)), leastDoubt);
    return tf.neg(tf.mul(tf.pow(doubt, gamma), logP));
  };
}
