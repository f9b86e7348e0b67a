import { createRng } from '../../../src/math/rng.js';
import { readImageHyperparameters } from '../../../src/training/image-hyperparameters.js';
import { crfLoss } from '../../../src/training/kernels/crf.js';
import { embeddingBag } from '../../../src/training/kernels/embedding-bag.js';
import { gru } from '../../../src/training/kernels/gru.js';
import { lstm } from '../../../src/training/kernels/lstm.js';
import type { RecurrentWeights } from '../../../src/training/kernels/recurrent-layer.js';
import { softmaxCrossEntropy } from '../../../src/training/kernels/softmax-cross-entropy.js';
import { createImageModel } from '../../../src/training/models/image-models.js';
import { trainedWeights, variablesOf } from '../../../src/training/models/model.js';
import { meanOverTime } from '../../../src/training/models/pooling.js';
import { createSequenceEncoder } from '../../../src/training/models/sequence-encoder.js';
import { createTabularModel } from '../../../src/training/models/tabular-model.js';
import { createTransformer } from '../../../src/training/models/transformer.js';
import { tf } from '../../../src/training/tf.js';
import { normal } from './on-backends.js';

/** A model with its weights and the loss of a fixed batch, the same on every backend. */
export interface SmallModel {
  readonly weights: readonly tf.Variable[];
  loss(): tf.Scalar;
}

const [rows, width, classes] = [20, 12, 3];

const weight = (shape: number[], seed: number) => tf.variable(tf.mul(normal(shape as [number, number], seed), 0.5));

const batch = () =>
  tf.tensor2d(
    [
      [3, 7, -1, 7, 1, 0],
      [19, 2, 4, -1, -1, -1],
      [5, 5, 5, 6, 8, 9],
      [1, -1, -1, -1, -1, -1],
    ],
    [4, 6],
    'int32',
  );

const labels = () => tf.oneHot(tf.tensor1d([0, 2, 1, 2], 'int32'), classes) as tf.Tensor2D;

const crossEntropy = (logits: tf.Tensor2D) => tf.losses.softmaxCrossEntropy(labels(), logits) as tf.Scalar;

/** Mean of embeddings, dense layer with dropout as a fixed mask. */
function bag(): SmallModel {
  const [table, kernel, bias] = [weight([rows, width], 1), weight([width, classes], 2), weight([classes], 3)];
  const mask = tf.keep(tf.cast(tf.greater(normal([4, width], 4), -1), 'float32'));
  return {
    weights: [table, kernel, bias],
    loss: () => {
      const text = tf.mul(embeddingBag(table as tf.Tensor2D, batch()), mask) as tf.Tensor2D;
      return crossEntropy(tf.add(tf.matMul(text, kernel as tf.Tensor2D), bias));
    },
  };
}

/** Embeddings, a convolution, its maximum over time without a ReLU before it, so that maxima are negative too. */
function cnn(): SmallModel {
  const [table, filter] = [weight([rows, width], 5), weight([3, 1, width, 8], 6)];
  const [shift, kernel, bias] = [weight([8], 7), weight([8, classes], 8), weight([classes], 9)];
  return {
    weights: [table, filter, shift, kernel, bias],
    loss: () => {
      const embedded = tf.expandDims(tf.gather(table, tf.maximum(batch(), tf.scalar(0, 'int32'))), 2) as tf.Tensor4D;
      const responses = tf.conv2d(embedded, filter as tf.Tensor4D, 1, 'valid');
      const maxima = tf.reshape(tf.maxPool(responses, [4, 1], 1, 'valid'), [4, 8]);
      const features = tf.tanh(tf.add(maxima, shift)) as tf.Tensor2D;
      return crossEntropy(tf.add(tf.matMul(features, kernel as tf.Tensor2D), bias));
    },
  };
}

/** Two layers with dropout wherever there can be, the same at each call; heads that do not divide the width; a text of padding alone. */
function transformer(): SmallModel {
  const dropout = { attention_dropout: 0.2, hidden_dropout: 0.1 };
  const settings = { embedding_size: width, max_length: 8, layers: 2, heads: 5, feed_forward: 2, layer_decay: 0.8, ...dropout };
  const rng = createRng(1);
  const encoder = createSequenceEncoder(settings, rows, rng, (inputs) => createTransformer(settings, inputs, rng));
  const [kernel, bias] = [weight([width, classes], 10), weight([classes], 11)];
  return {
    weights: [...variablesOf(encoder), kernel, bias],
    loss: () => {
      const ids = tf.maximum(batch(), tf.scalar(0, 'int32')) as tf.Tensor2D;
      const mask = tf.mul(tf.cast(tf.greaterEqual(batch(), 0), 'float32'), tf.tensor2d([1, 1, 1, 0], [4, 1])) as tf.Tensor2D;
      const text = meanOverTime(encoder.encode(ids, mask, createRng(2)), mask);
      const logits = tf.add(tf.matMul(text, kernel as tf.Tensor2D), bias) as tf.Tensor2D;
      return tf.mean(softmaxCrossEntropy(logits, tf.cast(labels(), 'float32')));
    },
  };
}

/** Embeddings, a recurrent layer in both directions, the maximum of its hidden states over time. */
function recurrent(layer: typeof lstm, columns: number, biasShape: number[]): SmallModel {
  const units = 6;
  const table = weight([rows, width], 10);
  const direction = (seed: number) => ({
    kernel: weight([width, columns * units], seed) as tf.Tensor2D,
    recurrentKernel: weight([units, columns * units], seed + 1) as tf.Tensor2D,
    bias: weight(biasShape, seed + 2) as tf.Tensor,
  });
  const [forward, backward] = [direction(11), direction(14)];
  const [kernel, bias] = [weight([2 * units, classes], 17), weight([classes], 18)];
  const weightsOf = (side: RecurrentWeights) => [side.kernel, side.recurrentKernel, side.bias] as tf.Variable[];
  return {
    weights: [table, ...weightsOf(forward), ...weightsOf(backward), kernel, bias],
    loss: () => {
      const mask = tf.cast(tf.greaterEqual(batch(), 0), 'float32') as tf.Tensor2D;
      const embedded = tf.gather(table, tf.maximum(batch(), tf.scalar(0, 'int32'))) as tf.Tensor3D;
      const hidden = [layer(embedded, forward, mask, 'forward'), layer(embedded, backward, mask, 'backward')];
      const features = tf.max(tf.concat(hidden, 2), 1) as tf.Tensor2D;
      return crossEntropy(tf.add(tf.matMul(features, kernel as tf.Tensor2D), bias));
    },
  };
}

/** Embeddings, a dense layer, a conditional random field over tags of which the last may not begin a sentence. */
function crf(): SmallModel {
  const [table, kernel] = [weight([rows, width], 10), weight([width, classes], 11)];
  const [transitions, start, end] = [weight([classes, classes], 12), weight([classes], 13), weight([classes], 14)];
  const paths = {
    tags: Int32Array.of(...[0, 1, 2, 2, 1, 0], ...[1, 2, 0, 0, 0, 0], ...[0, 0, 1, 0, 1, 2], ...[1, 0, 0, 0, 0, 0]),
    lengths: Int32Array.of(6, 3, 6, 1),
  };
  return {
    weights: [table, kernel, transitions, start, end],
    loss: () => {
      const ids = tf.reshape(tf.maximum(batch(), tf.scalar(0, 'int32')), [24]);
      const scores = tf.matMul(tf.gather(table, ids) as tf.Tensor2D, kernel as tf.Tensor2D);
      const chain = {
        emissions: tf.reshape(scores, [4, 6, classes]) as tf.Tensor3D,
        transitions: transitions as tf.Tensor2D,
        start: tf.add(start, tf.tensor1d([0, 0, -1e4])) as tf.Tensor1D,
        end: end as tf.Tensor1D,
      };
      return tf.div(crfLoss(chain, paths), 16);
    },
  };
}

/** Convolutions with batch normalisation on images whose sides do not halve evenly, with dropout. */
function images(): SmallModel {
  const settings = { filters: 3, blocks: 2, convolutions: 2, units: 7, batch_norm: true, dropout: 0.3 };
  const shape = { height: 5, width: 6, channels: 3 } as const;
  const model = createImageModel(readImageHyperparameters(settings), shape, classes, createRng(1));
  return {
    weights: trainedWeights(model).map(({ variable }) => variable),
    loss: () => crossEntropy(model.logits(normal([4, 5, 6, 3], 19), createRng(2))),
  };
}

/** Numbers and embedded classes, one of them unseen, through a perceptron that has all that its settings offer. */
function table(): SmallModel {
  const settings = { layers: 2, units: 6, normalization: 'layer', dropout: 0, input_dropout: 0, embedding_size: 3 } as const;
  const shape = { width: 4, numbers: 4, embedded: 2, vectors: 5 };
  const models = (['gelu', 'silu', 'tanh', 'relu'] as const).map((activation, i) =>
    createTabularModel({ ...settings, activation }, shape, classes, createRng(i + 1)),
  );
  const rowsOf = {
    size: 4,
    dense: Float32Array.from({ length: 16 }, (_, i) => Math.sin(i * i)),
    ids: Int32Array.of(0, 3, 1, 4, 2, -1, 0, 4),
  };
  return {
    weights: models.flatMap((model) => model.weights.map(({ variable }) => variable)),
    loss: () => tf.addN(models.map((model) => crossEntropy(model.outputs(model.inputs(rowsOf))))),
  };
}

export const smallModels = {
  bag,
  cnn,
  crf,
  transformer,
  images,
  table,
  lstm: () => recurrent(lstm, 4, [4 * 6]),
  gru: () => recurrent(gru, 3, [2, 3 * 6]),
} as const;
export type SmallModelName = keyof typeof smallModels;

/** The loss and then the gradient of every weight on the current backend, read as WebGPU needs it. */
export async function lossAndGradients(name: SmallModelName): Promise<number[][]> {
  const model = smallModels[name]();
  const { value, grads } = tf.variableGrads(() => model.loss(), [...model.weights]);
  const tensors = [value, ...model.weights.map((variable) => grads[variable.name] as tf.Tensor)];
  return await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
}
