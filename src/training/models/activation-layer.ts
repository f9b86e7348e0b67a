import { biasRelu } from '../kernels/bias-relu.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { type Activation, activations } from './activations.js';
import { batchNorm } from './batch-norm.js';
import { zeroBias } from './initializers.js';
import { createNorm } from './norm.js';

export interface ActivationSettings {
  readonly activation: Activation;
  readonly normalization: 'none' | 'batch' | 'layer';
}

/** What a linear map is followed by. */
interface ActivationLayer {
  readonly weights: readonly Weight[];
  /** @param x float32 [..., features] */
  apply(x: tf.Tensor, isTraining: boolean): tf.Tensor;
}

/** A bias, or a normalisation, which has an offset of its own; then the activation. */
export function activationLayer(name: string, features: number, settings: ActivationSettings): ActivationLayer {
  if (settings.activation === 'relu' && settings.normalization === 'none') {
    const bias = zeroBias(`${name}/bias`, features);
    return { weights: [bias], apply: (x) => biasRelu(x, bias.variable as tf.Tensor1D) };
  }
  const shift = shifts[settings.normalization](name, features);
  const activation = activations[settings.activation];
  return { weights: shift.weights, apply: (x, isTraining) => activation(shift.apply(x, isTraining)) };
}

const shifts: Readonly<Record<ActivationSettings['normalization'], (name: string, features: number) => ActivationLayer>> = {
  none(name, features) {
    const bias = zeroBias(`${name}/bias`, features);
    return { weights: [bias], apply: (x) => tf.add(x, bias.variable) };
  },
  batch: batchNorm,
  layer: createNorm,
};
