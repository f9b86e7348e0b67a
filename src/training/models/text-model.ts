import type { Rng } from '../../math/rng.js';
import type { tf } from '../tf.js';
import type { Model } from './model.js';

export interface TextModel extends Model {
  /**
   * @param ids int32 [batch, length], filled up as the model's encoder says
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the model is deterministic
   * @returns float32 [batch, classes], before the softmax
   */
  logits(ids: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor2D;
}

/** What the data decides of a model's shape. */
export interface ModelSize {
  /** Rows of the embedding table. */
  readonly rows: number;
  readonly classes: number;
}
