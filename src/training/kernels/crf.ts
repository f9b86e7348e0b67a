import { tf } from '../tf.js';
import { hasKernel, runKernels } from './run-kernel.js';

/** The scores of a linear-chain conditional random field: of K tags, of what they follow, and of where sentences begin and end. */
export interface ChainScores {
  /** float32 [batch, time, K] */
  readonly emissions: tf.Tensor3D;
  /** float32 [K, K], from row to column */
  readonly transitions: tf.Tensor2D;
  /** float32 [K] */
  readonly start: tf.Tensor1D;
  /** float32 [K] */
  readonly end: tf.Tensor1D;
}

/** The true tags of a batch. */
export interface TruePaths {
  /** [batch, time], in [0, K); of no account after a sentence's end */
  readonly tags: Int32Array;
  /** [batch], in [1, time] */
  readonly lengths: Int32Array;
}

/**
 * The sum over the batch of -ln p(the true path), where p is e^score of the path over that of all paths (Lafferty, McCallum and
 * Pereira, "Conditional Random Fields", 2001, https://repository.upenn.edu/handle/20.500.14332/6188). Differentiable by all
 * scores. A transition with a score of -1e4 is forbidden: no path that counts has it, and its gradient is 0.
 */
export function crfLoss(scores: ChainScores, paths: TruePaths): tf.Scalar {
  return hasKernel('CrfLoss') ? fusedLoss(scores, paths) : composedLoss(scores, paths);
}

/** The loss and its gradients at once: the recursions over time for the whole batch in one kernel. */
function fusedLoss({ emissions, transitions, start, end }: ChainScores, paths: TruePaths): tf.Scalar {
  const loss = tf.customGrad((...args) => {
    const [given, matrix, first, last] = args as tf.Tensor[] as [tf.Tensor3D, tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
    const save = args.at(-1) as tf.GradSaveFunc;
    const tags = tf.tensor2d(paths.tags, [given.shape[0], given.shape[1]], 'int32');
    const lengths = tf.tensor1d(paths.lengths, 'int32');
    const inputs = { emissions: given, transitions: matrix, start: first, end: last, tags, lengths };
    const [value, ...gradients] = runKernels('CrfLoss', inputs) as [tf.Tensor, ...tf.Tensor[]];
    save(gradients);
    return { value, gradFunc: (dy, saved) => saved.map((gradient) => tf.mul(gradient, dy as tf.Tensor)) };
  });
  return loss(emissions, transitions, start, end) as tf.Scalar;
}

/** The forward algorithm of stock operations, a step of time after the other. */
function composedLoss(scores: ChainScores, paths: TruePaths): tf.Scalar {
  return tf.tidy(() => tf.sub(logPartition(scores, paths.lengths), truePathScore(scores, paths)));
}

/** The sum over the batch of the logarithm of the sum over all paths of e^score. */
function logPartition({ emissions, transitions, start, end }: ChainScores, lengths: Int32Array): tf.Scalar {
  const [first, ...rest] = tf.unstack(emissions, 1) as tf.Tensor2D[]; // time x [batch, K]
  let alpha = tf.add(first as tf.Tensor2D, start); // [batch, K]
  rest.forEach((emission, i) => {
    const paths = tf.add(tf.expandDims(alpha, 2), transitions); // [batch, from, to]
    const next = tf.add(tf.logSumExp(paths, 1), emission);
    // 1 where the sentence goes on: where it does not, its last step stands.
    const goesOn = tf.tensor2d(
      Float32Array.from(lengths, (length) => (length > i + 1 ? 1 : 0)),
      [lengths.length, 1],
    );
    alpha = tf.add(tf.mul(goesOn, next), tf.mul(tf.sub(1, goesOn), alpha));
  });
  return tf.sum(tf.logSumExp(tf.add(alpha, end), 1));
}

/** The sum of the true paths' scores: each score times how often it is in them. */
function truePathScore({ emissions, transitions, start, end }: ChainScores, { tags, lengths }: TruePaths): tf.Scalar {
  const [batch, time, count] = emissions.shape;
  const emitted = new Float32Array(batch * time * count);
  const followed = new Float32Array(count * count);
  const started = new Float32Array(count);
  const ended = new Float32Array(count);
  const add = (counts: Float32Array, index: number) => {
    counts[index] = (counts[index] as number) + 1;
  };
  lengths.forEach((length, sentence) => {
    const tagAt = (t: number) => tags[sentence * time + t] as number;
    for (let t = 0; t < length; t++) {
      add(emitted, (sentence * time + t) * count + tagAt(t));
      if (t > 0) add(followed, tagAt(t - 1) * count + tagAt(t));
    }
    add(started, tagAt(0));
    add(ended, tagAt(length - 1));
  });
  const products = [
    tf.sum(tf.mul(emissions, tf.tensor3d(emitted, emissions.shape))),
    tf.sum(tf.mul(transitions, tf.tensor2d(followed, transitions.shape))),
    tf.sum(tf.mul(start, tf.tensor1d(started))),
    tf.sum(tf.mul(end, tf.tensor1d(ended))),
  ];
  return tf.addN(products) as tf.Scalar;
}
