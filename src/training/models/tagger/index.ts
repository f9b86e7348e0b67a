import type { Rng } from '../../../math/rng.js';
import type { SentenceBatch } from '../../data/tagging/encoded-sentences.js';
import { dense } from '../../kernels/dense.js';
import type { LabellingHyperparameters } from '../../labelling/labelling-hyperparameters.js';
import { tf } from '../../tf.js';
import { dropoutOverTime } from '../dropout.js';
import { glorotWeight, zeroBias } from '../initializers.js';
import { withLayerRate } from '../layer-decay.js';
import type { Model } from '../model.js';
import { createRecurrentLayers } from '../recurrent-layers.js';
import type { SequenceLayers } from '../sequence-layers.js';
import { createTransformer } from '../transformer.js';
import { createCnnLayers } from './cnn-layers.js';
import { createCrfOutput } from './crf-output.js';
import { createSoftmaxOutput } from './softmax-output.js';
import type { TagOutput } from './tag-output.js';
import { createWordInputs } from './word-inputs.js';

/** A model that tells the tags of words. */
export interface Tagger extends Model {
  readonly output: TagOutput;
  /**
   * The scores of every tag for every word.
   *
   * @param dropoutRng given in training, where parts are dropped out at random; left out, the model is deterministic
   * @returns float32 [batch, time, tags]
   */
  scores(batch: SentenceBatch, dropoutRng?: Rng): tf.Tensor3D;
}

/** What the data decides of a tagger's shape. */
export interface TaggerSize {
  /** Rows of the words' embedding table. */
  readonly rows: number;
  readonly tags: readonly string[];
}

const encoders: Readonly<
  Record<
    LabellingHyperparameters['encoder'],
    (hyperparameters: LabellingHyperparameters, inputs: number, rng: Rng) => SequenceLayers
  >
> = {
  lstm: (hyperparameters, inputs, rng) => createRecurrentLayers('lstm', hyperparameters, inputs, rng),
  gru: (hyperparameters, inputs, rng) => createRecurrentLayers('gru', hyperparameters, inputs, rng),
  cnn: createCnnLayers,
  transformer: createTransformer,
};

const outputs: Readonly<Record<LabellingHyperparameters['output'], (tags: readonly string[]) => TagOutput>> = {
  crf: createCrfOutput,
  softmax: createSoftmaxOutput,
};

/** A tagger with fresh weights, which depend on `rng` alone. */
export function createTagger(hyperparameters: LabellingHyperparameters, { rows, tags }: TaggerSize, rng: Rng): Tagger {
  const inputs = createWordInputs(hyperparameters, rows, rng);
  const encoder = encoders[hyperparameters.encoder](hyperparameters, inputs.width, rng);
  const kernel = glorotWeight('output/kernel', [encoder.width, tags.length], encoder.width, tags.length, rng);
  const bias = zeroBias('output/bias', tags.length);
  const output = outputs[hyperparameters.output](tags);
  return {
    weights: [...withLayerRate(inputs.weights, 0, hyperparameters), ...encoder.weights, kernel, bias, ...output.weights],
    output,
    scores(batch, dropoutRng) {
      const encoded = encoder.apply(inputs.embed(batch, dropoutRng), maskOf(batch), dropoutRng);
      const dropped = dropoutOverTime(encoded, hyperparameters.dropout, dropoutRng);
      return dense(dropped, kernel.variable as tf.Tensor2D, bias.variable as tf.Tensor1D);
    },
  };
}

/** float32 [batch, time]: 1 for words, 0 for padding. */
function maskOf({ size, length, lengths }: SentenceBatch): tf.Tensor2D {
  const mask = new Float32Array(size * length);
  lengths.forEach((words, sentence) => {
    mask.fill(1, sentence * length, sentence * length + words);
  });
  return tf.tensor2d(mask, [size, length]);
}
