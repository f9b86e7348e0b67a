import type { TruePaths } from '../../kernels/crf.js';
import type { Weight } from '../../optimizers/optimizer.js';
import type { tf } from '../../tf.js';

/** What makes tags of the scores that words have for them. */
export interface TagOutput {
  readonly weights: readonly Weight[];
  /**
   * The sum of -ln p of the true tags.
   *
   * @param scores float32 [batch, time, tags]
   */
  loss(scores: tf.Tensor3D, truth: TruePaths): tf.Scalar;
  /** A function from the scores of one sentence, [time, tags], to its most probable tags. */
  decoder(): Promise<(scores: Float32Array) => Int32Array>;
}
