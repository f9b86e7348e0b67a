import type { Rng } from '../../math/rng.js';
import type { tf } from '../tf.js';
import type { Model } from './model.js';

/** The part of a model that sees each token of a sequence among the others. */
export interface SequenceEncoder extends Model {
  /** Numbers that it gives a token. */
  readonly width: number;
  /**
   * @param ids int32 [batch, time]
   * @param mask float32 [batch, time]: 0 for padding, 1 for all else
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the encoder is deterministic
   * @returns float32 [batch, time, width]; what it says of padding is of no account
   */
  encode(ids: tf.Tensor2D, mask: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor3D;
}
