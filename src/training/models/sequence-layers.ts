import type { Rng } from '../../math/rng.js';
import type { tf } from '../tf.js';
import type { Model } from './model.js';

/** The part of a model that sees each step of a sequence among the others. */
export interface SequenceLayers extends Model {
  /** Numbers that they give a step. */
  readonly width: number;
  /**
   * @param x float32 [batch, time, inputs]
   * @param mask float32 [batch, time]: 0 for padding, 1 for all else
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the layers are deterministic
   * @returns float32 [batch, time, width]; what it says of padding is of no account, nor does padding say anything of the rest
   */
  apply(x: tf.Tensor3D, mask: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor3D;
}
