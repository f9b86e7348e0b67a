import { tf } from '../tf.js';
import { oneScale, zeroBias } from './initializers.js';

/** Keeps a feature that never varies from being divided by zero. */
const epsilon = 1e-3;

/** Of the running statistics that each batch replaces. */
const newShare = 0.1;

/**
 * Batch normalisation (Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
 * Shift", 2015, https://arxiv.org/abs/1502.03167): each feature gets mean 0 and variance 1 over the batch and over all places,
 * then a scale and an offset that are learned. Outside training it takes running averages of both statistics, which are saved
 * with the weights.
 */
export function batchNorm(name: string, features: number) {
  const scale = oneScale(`${name}/scale`, features);
  const offset = zeroBias(`${name}/offset`, features);
  const mean = { ...zeroBias(`${name}/mean`, features), isStatistic: true };
  const variance = { ...oneScale(`${name}/variance`, features), isStatistic: true };
  return {
    weights: [scale, offset, mean, variance],
    /** @param x float32 [..., features] */
    apply(x: tf.Tensor, isTraining: boolean): tf.Tensor {
      if (isTraining) {
        return normalisedBatch(x, scale.variable, offset.variable, (batchMean, batchVariance) => {
          follow(mean.variable, batchMean);
          follow(variance.variable, batchVariance);
        });
      }
      const slope = tf.mul(scale.variable, tf.rsqrt(tf.add(variance.variable, epsilon)));
      return tf.add(tf.mul(x, slope), tf.sub(offset.variable, tf.mul(mean.variable, slope)));
    },
  };
}

function follow(average: tf.Variable, value: tf.Tensor): void {
  average.assign(tf.add(tf.mul(average, 1 - newShare), tf.mul(value, newShare)));
}

/** With a gradient of its own, by the equations of section 3: through the single operations it would take twice as long. */
function normalisedBatch(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  observe: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  const axes = x.shape.slice(1).map((_, axis) => axis); // all but the last
  const count = x.size / (x.shape.at(-1) as number);
  const normalise = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as tf.GradSaveFunc;
    const mean = tf.div(tf.sum(x, axes), count);
    const centred = tf.sub(x, mean);
    const variance = tf.div(tf.sum(tf.square(centred), axes), count);
    observe(mean, variance);
    const inverseDeviation = tf.rsqrt(tf.add(variance, epsilon));
    const normalised = tf.mul(centred, inverseDeviation);
    save([normalised, tf.mul(scale, inverseDeviation)]);
    return {
      value: tf.add(tf.mul(normalised, scale), offset),
      gradFunc(dy: tf.Tensor, [values, slope]: tf.Tensor[]) {
        const dOffset = tf.sum(dy, axes);
        const dScale = tf.sum(tf.mul(dy, values as tf.Tensor), axes);
        const common = tf.add(tf.div(dOffset, count), tf.mul(values as tf.Tensor, tf.div(dScale, count)));
        return [tf.mul(tf.sub(dy, common), slope as tf.Tensor), dScale, dOffset];
      },
    };
  });
  return normalise(x, scale, offset);
}
