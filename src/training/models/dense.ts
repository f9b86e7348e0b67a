import type { Rng } from '../../math/rng.js';
import { dense } from '../kernels/dense.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { glorotWeight, heWeight, zeroBias } from './initializers.js';
import { rectifier } from './rectifier.js';

export interface DenseLayer {
  readonly weights: readonly Weight[];
  /**
   * @param x float32 [batch, inputs]
   * @param dropoutRng given in training
   * @returns float32 [batch, units]
   */
  apply(x: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor2D;
}

interface DenseSettings {
  readonly inputs: number;
  readonly units: number;
  /** Rate at which inputs are left out in training. */
  readonly dropout: number;
}

/** Dropout, a linear map, a bias or batch normalisation, a ReLU. */
export function hiddenLayer(name: string, settings: DenseSettings & { isNormalised: boolean }, rng: Rng): DenseLayer {
  const { inputs, units, isNormalised } = settings;
  const kernel = heWeight(`${name}/kernel`, [inputs, units], inputs, rng);
  const rectified = rectifier(name, units, isNormalised);
  return {
    weights: [kernel, ...rectified.weights],
    apply(x, dropoutRng) {
      const mapped = tf.matMul(dropout(x, settings.dropout, dropoutRng), kernel.variable as tf.Tensor2D);
      return rectified.apply(mapped, dropoutRng !== undefined) as tf.Tensor2D;
    },
  };
}

/** Dropout and a linear map: the logits. */
export function outputLayer({ inputs, units, dropout: rate }: DenseSettings, rng: Rng): DenseLayer {
  const kernel = glorotWeight('output/kernel', [inputs, units], inputs, units, rng);
  const bias = zeroBias('output/bias', units);
  return {
    weights: [kernel, bias],
    apply: (x, dropoutRng) => dense(dropout(x, rate, dropoutRng), kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D),
  };
}
