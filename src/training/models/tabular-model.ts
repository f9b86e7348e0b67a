import type { Rng } from '../../math/rng.js';
import type { RowBatch } from '../data/tabular/row-batch.js';
import type { InputShape } from '../data/tabular/table-encoder.js';
import { embeddingBag } from '../kernels/embedding-bag.js';
import { tf } from '../tf.js';
import { uniformWeight } from './initializers.js';
import { createMlp, type MlpSettings } from './mlp.js';
import type { Model } from './model.js';

interface TabularModelSettings extends MlpSettings {
  readonly embedding_size: number;
}

export interface TabularModel extends Model {
  /** Rows with the embeddings of their classes: float32 [batch, width + embedded columns * embedding_size]. */
  inputs(batch: RowBatch): tf.Tensor2D;
  /**
   * @param inputs of a batch, or blends of several
   * @param dropoutRng given in training; left out, the model is deterministic
   * @returns float32 [batch, outputs]
   */
  outputs(inputs: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor2D;
}

/**
 * A multilayer perceptron whose inputs are the numbers of a row and a learned vector for each of its categories (Guo and Berkhahn,
 * "Entity Embeddings of Categorical Variables", 2016, https://arxiv.org/abs/1604.06737). A class without a vector is all zeros.
 */
export function createTabularModel(
  settings: TabularModelSettings,
  { width, embedded, vectors }: InputShape,
  outputs: number,
  rng: Rng,
): TabularModel {
  const size = settings.embedding_size;
  const embeddings = embedded > 0 ? [uniformWeight('embeddings', [vectors, size], 1 / Math.sqrt(size), rng)] : [];
  const mlp = createMlp(settings, width + embedded * size, outputs, rng);
  return {
    weights: [...embeddings, ...mlp.weights],
    inputs(batch) {
      const vectorsOf = ({ variable }: { variable: tf.Variable }): tf.Tensor2D => {
        const ids = tf.tensor2d(batch.ids, [batch.ids.length, 1], 'int32');
        return tf.reshape(embeddingBag(variable as tf.Tensor2D, ids), [batch.size, embedded * size]);
      };
      const dense = width > 0 ? [tf.tensor2d(batch.dense, [batch.size, width])] : [];
      return tf.concat2d([...dense, ...embeddings.map(vectorsOf)], 1);
    },
    outputs: mlp.outputs,
  };
}
