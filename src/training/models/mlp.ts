import type { Rng } from '../../math/rng.js';
import type { tf } from '../tf.js';
import type { ActivationSettings } from './activation-layer.js';
import { hiddenLayer, outputLayer } from './dense.js';
import type { Model } from './model.js';

export interface MlpSettings extends ActivationSettings {
  /** Hidden layers; 0: a linear model. */
  readonly layers: number;
  /** Width of each. */
  readonly units: number;
  /** Rate on what each layer takes in, the inputs aside. */
  readonly dropout: number;
  readonly input_dropout: number;
}

export interface Mlp extends Model {
  /**
   * @param x float32 [batch, inputs]
   * @param dropoutRng given in training; left out, the model is deterministic
   * @returns float32 [batch, outputs]
   */
  outputs(x: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor2D;
}

/** A multilayer perceptron: dense layers one after the other. */
export function createMlp(settings: MlpSettings, inputs: number, outputs: number, rng: Rng): Mlp {
  const { layers, units } = settings;
  const sizesOf = (layer: number) => ({
    inputs: layer === 0 ? inputs : units,
    dropout: layer === 0 ? settings.input_dropout : settings.dropout,
  });
  const hidden = Array.from({ length: layers }, (_, i) => hiddenLayer(`hidden-${i + 1}`, { ...settings, ...sizesOf(i) }, rng));
  const output = outputLayer({ ...sizesOf(layers), units: outputs }, rng);
  return {
    weights: [...hidden, output].flatMap(({ weights }) => weights),
    outputs: (x, dropoutRng) => [...hidden, output].reduce((features, layer) => layer.apply(features, dropoutRng), x),
  };
}
