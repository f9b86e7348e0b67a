import { tf } from '../tf.js';
import { hasKernel, runKernel, runKernels } from './run-kernel.js';

/**
 * Every position's mean of the values, weighted by how well its query matches their keys (scaled dot-product attention,
 * Vaswani et al., "Attention Is All You Need", 2017, eq. 1, https://arxiv.org/abs/1706.03762), for several heads side by side.
 *
 * @param qkv float32 [batch, time, 3 x heads x width]: the queries of all heads, then the keys, then the values
 * @param mask float32 [batch, time]: 1 where there is a key, 0 at padding, which gets no attention. Where a text is padding
 *   alone the result is zeros
 * @param dropped float32 [batch, heads, time, time]: what the weights are multiplied by in training, as `dropoutMask` makes it
 * @returns float32 [batch, time, heads x width]
 */
export function selfAttention(qkv: tf.Tensor3D, mask: tf.Tensor2D, heads: number, dropped?: tf.Tensor4D): tf.Tensor3D {
  return hasKernel('SelfAttention') ? fused(qkv, mask, heads, dropped) : composed(qkv, mask, heads, dropped);
}

/** Not by a registered gradient, since an input that may be missing cannot be saved by its name. */
function fused(qkv: tf.Tensor3D, mask: tf.Tensor2D, heads: number, dropped?: tf.Tensor4D): tf.Tensor3D {
  const attend = tf.customGrad((x, save) => {
    const masks: Record<string, tf.Tensor> = dropped === undefined ? { mask } : { mask, dropped };
    const [value, probabilities] = runKernels('SelfAttention', { qkv: x as tf.Tensor, ...masks }, { heads });
    const kept: Record<string, tf.Tensor> = {
      qkv: x as tf.Tensor,
      ...masks,
      ...(probabilities === undefined ? {} : { probabilities }),
    };
    (save as tf.GradSaveFunc)(Object.values(kept));
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const inputs = Object.fromEntries(Object.keys(kept).map((name, i) => [name, saved[i] as tf.Tensor]));
      return runKernel('SelfAttentionGradient', { ...inputs, dy }, { heads });
    };
    return { value: value as tf.Tensor, gradFunc };
  });
  return attend(qkv) as tf.Tensor3D;
}

/** Large enough to silence a key, small enough for float32 to add. */
const silence = 1e9;

function composed(qkv: tf.Tensor3D, mask: tf.Tensor2D, heads: number, dropped?: tf.Tensor4D): tf.Tensor3D {
  return tf.tidy(() => {
    const [batch, time, all] = qkv.shape;
    const width = all / 3 / heads;
    const split = tf.transpose(tf.reshape(qkv, [batch, time, 3 * heads, width]), [0, 2, 1, 3]);
    const [queries, keys, values] = tf.split(split, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // [batch, heads, time, width]
    const present = tf.reshape(mask, [batch, 1, 1, time]);
    const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(width)); // [batch, heads, time, time]
    const probabilities = tf.softmax(tf.add(scores, tf.mul(tf.sub(present, 1), silence)));
    // A softmax among silenced keys alone is uniform: the mask takes it to zero, and changes no other.
    const masked = tf.mul(probabilities, present);
    const weights = dropped === undefined ? masked : tf.mul(masked, dropped);
    return tf.reshape(tf.transpose(tf.matMul(weights, values), [0, 2, 1, 3]), [batch, time, heads * width]);
  });
}
