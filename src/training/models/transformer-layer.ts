import type { Rng } from '../../math/rng.js';
import type { transformerHyperparameters } from '../../tasks/transformer-hyperparameters.js';
import type { HyperparametersOf } from '../hyperparameters.js';
import { dense } from '../kernels/dense.js';
import { dropoutMask } from '../kernels/dropout-mask.js';
import { gelu } from '../kernels/gelu.js';
import { selfAttention } from '../kernels/self-attention.js';
import { tf } from '../tf.js';
import { dropout } from './dropout.js';
import { glorotWeight, zeroBias } from './initializers.js';
import type { Model } from './model.js';
import { createNorm } from './norm.js';

export type TransformerSettings = HyperparametersOf<typeof transformerHyperparameters>;

/** Maps float32 [batch, time, inputs] to [batch, time, outputs]. */
interface Part extends Model {
  apply(x: tf.Tensor3D): tf.Tensor3D;
}

/** A part that looks from one token at the others and leaves things out in training. */
interface SequencePart extends Model {
  /** @param mask float32 [batch, time]: 0 for padding, 1 for all else */
  apply(x: tf.Tensor3D, mask: tf.Tensor2D, dropoutRng?: Rng): tf.Tensor3D;
}

/** x plus the attention of its norm, then plus the feed-forward network of the norm of that. */
export function createTransformerLayer(name: string, settings: TransformerSettings, width: number, rng: Rng): SequencePart {
  const rate = settings.hidden_dropout;
  const attentionNorm = createNorm(`${name}/attention/norm`, width);
  const attention = createAttention(`${name}/attention`, settings, width, rng);
  const networkNorm = createNorm(`${name}/feed_forward/norm`, width);
  const network = createFeedForward(`${name}/feed_forward`, width, settings.feed_forward * width, rng);
  return {
    weights: [attentionNorm, attention, networkNorm, network].flatMap(({ weights }) => weights),
    apply(x, mask, dropoutRng) {
      const attended = attention.apply(attentionNorm.apply(x), mask, dropoutRng);
      const between = tf.add(x, dropout(attended, rate, dropoutRng)) as tf.Tensor3D;
      return tf.add(between, dropout(network.apply(networkNorm.apply(between)), rate, dropoutRng));
    },
  };
}

function createAttention(
  name: string,
  { heads, attention_dropout: rate }: TransformerSettings,
  width: number,
  rng: Rng,
): SequencePart {
  const inner = heads * Math.ceil(width / heads);
  const projection = createDense(`${name}/qkv`, width, 3 * inner, inner, rng);
  const output = createDense(`${name}/output`, inner, width, width, rng);
  return {
    weights: [...projection.weights, ...output.weights],
    apply(x, mask, dropoutRng) {
      const [batch, time] = x.shape;
      const dropped =
        dropoutRng === undefined || rate === 0
          ? undefined
          : dropoutMask<tf.Rank.R4>([batch, heads, time, time], rate, dropoutRng);
      return output.apply(selfAttention(projection.apply(x), mask, heads, dropped));
    },
  };
}

function createFeedForward(name: string, width: number, inner: number, rng: Rng): Part {
  const [expansion, output] = [
    createDense(`${name}/inner`, width, inner, inner, rng),
    createDense(`${name}/output`, inner, width, width, rng),
  ];
  return {
    weights: [...expansion.weights, ...output.weights],
    apply: (x) => output.apply(gelu(expansion.apply(x))),
  };
}

/** @param fanOut less than `outputs` where these belong to several maps side by side */
function createDense(name: string, inputs: number, outputs: number, fanOut: number, rng: Rng): Part {
  const kernel = glorotWeight(`${name}/kernel`, [inputs, outputs], inputs, fanOut, rng);
  const bias = zeroBias(`${name}/bias`, outputs);
  return {
    weights: [kernel, bias],
    apply: (x) => dense(x, kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D),
  };
}
