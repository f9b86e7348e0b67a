import { softmaxCrossEntropy } from '../../kernels/softmax-cross-entropy.js';
import { mostProbable } from '../../metrics/most-probable.js';
import { tf } from '../../tf.js';
import type { TagOutput } from './tag-output.js';

/** Each word's tag for itself: its probabilities are the softmax of its scores. */
export function createSoftmaxOutput(tags: readonly string[]): TagOutput {
  return {
    weights: [],
    loss(scores, { tags: truth, lengths }) {
      const time = scores.shape[1];
      const targets = new Float32Array(scores.size);
      lengths.forEach((length, sentence) => {
        for (let i = sentence * time; i < sentence * time + length; i++) targets[i * tags.length + (truth[i] as number)] = 1;
      });
      const words = scores.size / tags.length;
      const logits = tf.reshape(scores, [words, tags.length]) as tf.Tensor2D;
      return tf.sum(softmaxCrossEntropy(logits, tf.tensor2d(targets, [words, tags.length])));
    },
    decoder: async () => (scores) => mostProbable(scores, tags.length),
  };
}
