import type { Rng } from '../../math/rng.js';
import type { tf } from '../tf.js';
import type { Model } from './model.js';

export interface ImageModel extends Model {
  /**
   * @param images float32 [batch, height, width, channels], normalised
   * @param dropoutRng given in training, where parts are dropped out at random and batches are normalised by their own statistics
   * @returns float32 [batch, classes], before the softmax
   */
  logits(images: tf.Tensor4D, dropoutRng?: Rng): tf.Tensor2D;
}
