import { tf } from '../tf.js';
import { hasKernel, runKernel } from './run-kernel.js';

/**
 * The mean of each text's embeddings, the encoder of fastText (Joulin et al., "Bag of Tricks for Efficient Text
 * Classification", 2017, https://arxiv.org/abs/1607.01759).
 *
 * @param table float32 [rows, width]
 * @param ids int32 [batch, length], each in [0, rows), padded with -1 anywhere
 * @returns float32 [batch, width]; a text without any ids gives zeros
 */
export function embeddingBag(table: tf.Tensor2D, ids: tf.Tensor2D): tf.Tensor2D {
  if (!hasKernel('EmbeddingBag')) return composedMean(table, ids);
  // One kernel each way, without the [batch, length, width] embeddings in between.
  return runKernel('EmbeddingBag', { table, ids }, { rows: table.shape[0] }) as tf.Tensor2D;
}

tf.registerGradient({
  kernelName: 'EmbeddingBag',
  inputsToSave: ['ids'],
  gradFunc: (dy, [ids], attributes) => ({
    table: () => runKernel('EmbeddingBagGradient', { dy: dy as tf.Tensor, ids: ids as tf.Tensor }, attributes),
  }),
});

function composedMean(table: tf.Tensor2D, ids: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const present = tf.cast(tf.greaterEqual(ids, 0), 'float32'); // [batch, length]
    const counts = tf.maximum(tf.sum(present, 1, true), 1); // [batch, 1]
    const weights = tf.div(present, counts); // [batch, length], a row adds up to 1
    const embeddings = tf.gather(table, tf.maximum(ids, tf.scalar(0, 'int32'))); // [batch, length, width]
    return tf.squeeze(tf.matMul(tf.expandDims(weights, 1), embeddings), [1]) as tf.Tensor2D;
  });
}
