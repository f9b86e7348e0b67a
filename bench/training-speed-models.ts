/** The models that bench/training-speed.ts and bench/training-speed.py train, each on one batch of random inputs. */
import { createRng } from '../src/math/rng.js';
import { readImageHyperparameters } from '../src/training/image-hyperparameters.js';
import { hiddenLayer, outputLayer } from '../src/training/models/dense.js';
import { createImageModel } from '../src/training/models/image-models.js';
import { createModel } from '../src/training/models/index.js';
import type { Model } from '../src/training/models/model.js';
import { readTextHyperparameters } from '../src/training/text-hyperparameters.js';
import { tf } from '../src/training/tf.js';

export interface BenchModel extends Model {
  readonly batch: number;
  readonly classes: number;
  /** [batch, classes] */
  logits(): tf.Tensor2D;
}

const transformer = { encoder: 'transformer', layers: 2, heads: 4, hidden_dropout: 0 };

/** In the order of the table. */
export const benchModels = {
  'MLP 784-256-128-10': perceptron,
  'CNN 28 x 28, 16 and 32 filters, dense 64': convolutions,
  'bag 20,000 x 64, 64 ids': () => text({ encoder: 'bag' }, { rows: 20_000, batch: 64, length: 64 }),
  'BiLSTM 64, 32 words': () => text({ encoder: 'lstm', units: 64, layers: 1 }, { rows: 5000, batch: 32, length: 32 }),
  'transformer 64 x 2 layers, 4 heads, 32 words': () => text(transformer, { rows: 8192, batch: 32, length: 32 }),
} as const satisfies Record<string, () => BenchModel>;

export type BenchModelName = keyof typeof benchModels;

function perceptron(): BenchModel {
  const [batch, classes, rng] = [64, 10, createRng(1)];
  const rectified = { dropout: 0, activation: 'relu', normalization: 'none' } as const;
  const layers = [
    hiddenLayer('first', { inputs: 784, units: 256, ...rectified }, rng),
    hiddenLayer('second', { inputs: 256, units: 128, ...rectified }, rng),
    outputLayer({ inputs: 128, units: classes, dropout: 0 }, rng),
  ];
  const x = tf.randomNormal([batch, 784]) as tf.Tensor2D;
  return {
    weights: layers.flatMap(({ weights }) => weights),
    ...{ batch, classes },
    logits: () => layers.reduce((below, layer) => layer.apply(below), x),
  };
}

/** As trials train it, without dropout. */
function convolutions(): BenchModel {
  const [batch, classes] = [64, 10];
  const settings = readImageHyperparameters({ model: 'cnn', filters: 16, blocks: 2, convolutions: 1, units: 64, dropout: 0 });
  const { weights, logits } = createImageModel(settings, { height: 28, width: 28, channels: 1 }, classes, createRng(2));
  const images = tf.randomNormal([batch, 28, 28, 1]) as tf.Tensor4D;
  return { weights, batch, classes, logits: () => logits(images) };
}

/** One of the text classifiers, likewise. */
function text(params: Record<string, string | number>, size: { rows: number; batch: number; length: number }): BenchModel {
  const { rows, batch, length } = size;
  const classes = 4;
  const settings = readTextHyperparameters({ ...params, embedding_size: 64, dropout: 0, max_length: length });
  const { weights, logits } = createModel(settings, { rows, classes }, createRng(3));
  // From 2 on: what is below stands for padding and for unknown words.
  const ids = tf.randomUniform([batch, length], 2, rows, 'int32') as tf.Tensor2D;
  return { weights, batch, classes, logits: () => logits(ids) };
}
