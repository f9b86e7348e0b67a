import { mayFollow } from '../../data/tagging/bio.js';
import { crfLoss } from '../../kernels/crf.js';
import { viterbi } from '../../labelling/viterbi.js';
import { tf } from '../../tf.js';
import { biasWeight } from '../initializers.js';
import type { TagOutput } from './tag-output.js';

/** So little that a path with it never counts, and no so much that sums with it lose the other scores. */
const forbidden = -1e4;

/**
 * A linear-chain conditional random field: the probability of all tags of a sentence together, from the words' scores and learned
 * scores for each pair of tags in a row, for the first and for the last tag (Lafferty, McCallum and Pereira 2001; over a neural
 * network: Collobert et al. 2011, section 3.4). What BIO forbids is never said: no `I-` without its entity before it.
 */
export function createCrfOutput(tags: readonly string[]): TagOutput {
  const count = tags.length;
  const transitions = biasWeight('crf/transitions', [count, count]);
  const [start, end] = [biasWeight('crf/start', [count]), biasWeight('crf/end', [count])];
  const rule = (previous: string | undefined) => tags.map((tag) => (mayFollow(previous, tag) ? 0 : forbidden));
  const rules = Float32Array.from(tags.flatMap(rule)); // [tags, tags]
  const startRules = Float32Array.from(rule(undefined)); // [tags]
  const chain = () => ({
    transitions: tf.add(transitions.variable, tf.tensor2d(rules, [count, count])) as tf.Tensor2D,
    start: tf.add(start.variable, tf.tensor1d(startRules)) as tf.Tensor1D,
    end: end.variable as unknown as tf.Tensor1D,
  });
  return {
    weights: [transitions, start, end],
    loss: (emissions, truth) => crfLoss({ emissions, ...chain() }, truth),
    async decoder() {
      const scores = tf.tidy(() => {
        const { transitions, start, end } = chain();
        return [transitions, start, tf.clone(end)] as const;
      });
      const [all, first, last] = (await Promise.all(scores.map((tensor) => tensor.data()))) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      tf.dispose(scores as unknown as tf.Tensor[]);
      return (emissions) => viterbi({ emissions, transitions: all, start: first, end: last });
    },
  };
}
