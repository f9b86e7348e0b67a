import type { Rng } from '../../math/rng.js';
import { dense } from '../kernels/dense.js';
import type { Weight } from '../optimizers/optimizer.js';
import { tf } from '../tf.js';
import { type ActivationSettings, activationLayer } from './activation-layer.js';
import { dropout } from './dropout.js';
import { glorotWeight, heWeight, zeroBias } from './initializers.js';

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

/** Dropout, a linear map, a bias or a normalisation, an activation. */
export function hiddenLayer(name: string, settings: DenseSettings & ActivationSettings, rng: Rng): DenseLayer {
  const { inputs, units, activation } = settings;
  const shape = [inputs, units];
  const kernel =
    // He's initialisation is for what is linear above 0, as all others nearly are.
    activation === 'tanh'
      ? glorotWeight(`${name}/kernel`, shape, inputs, units, rng)
      : heWeight(`${name}/kernel`, shape, inputs, rng);
  const activated = activationLayer(name, units, settings);
  return {
    weights: [kernel, ...activated.weights],
    apply(x, dropoutRng) {
      const mapped = tf.matMul(dropout(x, settings.dropout, dropoutRng), kernel.variable as tf.Tensor2D);
      return activated.apply(mapped, dropoutRng !== undefined) as tf.Tensor2D;
    },
  };
}

/** Dropout and a linear map: the logits, or whatever else comes out. */
export function outputLayer({ inputs, units, dropout: rate }: DenseSettings, rng: Rng): DenseLayer {
  const kernel = glorotWeight('output/kernel', [inputs, units], inputs, units, rng);
  const bias = zeroBias('output/bias', units);
  return {
    weights: [kernel, bias],
    apply: (x, dropoutRng) => dense(dropout(x, rate, dropoutRng), kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D),
  };
}
