import { beforeAll, expect, it } from 'vitest';
import { createRng, type Rng } from '../../../src/math/rng.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { softmaxCrossEntropy } from '../../../src/training/kernels/softmax-cross-entropy.js';
import { createModel } from '../../../src/training/models/index.js';
import { variablesOf } from '../../../src/training/models/model.js';
import { createSequenceEncoder, type SequenceEncoder } from '../../../src/training/models/sequence-encoder.js';
import { createTransformer } from '../../../src/training/models/transformer.js';
import { createOptimizer } from '../../../src/training/optimizers/index.js';
import { readTextHyperparameters } from '../../../src/training/text-hyperparameters.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

const settings = readTextHyperparameters({
  ...{ encoder: 'transformer', embedding_size: 12, max_length: 6, layers: 2, heads: 3 },
  ...{ attention_dropout: 0.3, hidden_dropout: 0.3, dropout: 0.3 },
});
const rows = 9;

const texts = [
  [2, 3, 4, 0],
  [5, 6, 7, 8],
];

function createEncoder(changed: typeof settings): SequenceEncoder {
  const rng = createRng(1);
  return createSequenceEncoder(changed, rows, rng, (width) => createTransformer(changed, width, rng));
}

/** The features of each token, [batch][time][width], where a token of 0 is padding. */
function encode(changes: Partial<typeof settings> = {}, dropoutRng?: Rng, tokens = texts): number[][][] {
  const encoder = createEncoder({ ...settings, ...changes });
  const features = tf.tidy(() => {
    const ids = tf.tensor2d(tokens, undefined, 'int32');
    return encoder.encode(ids, tf.cast(tf.notEqual(ids, 0), 'float32'), dropoutRng).arraySync();
  });
  tf.dispose(variablesOf(encoder));
  return features as number[][][];
}

it('normalises what it says of each token', () => {
  const token = encode()[0]?.[0] as number[];
  const mean = token.reduce((sum, value) => sum + value) / 12;
  expect(token).toHaveLength(12);
  expect(mean).toBeCloseTo(0, 5);
  expect(token.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 12).toBeCloseTo(1, 2);
});

it('sees each token among the others, and where it stands', () => {
  const [first] = encode()[0] as [number[]];
  const [amongOthers] = encode({}, undefined, [[2, 8, 4, 0]])[0] as [number[]];
  expect(amongOthers).not.toEqual(first);
  const [, second, third] = encode({}, undefined, [[2, 5, 5]])[0] as [number[], number[], number[]];
  expect(second).not.toEqual(third);
});

it('says the same of a text whatever padding is behind it', () => {
  const short = encode();
  const long = encode(
    {},
    undefined,
    texts.map((text) => [...text, 0, 0]),
  );
  texts.forEach((text, i) => {
    text
      .filter((id) => id !== 0)
      .forEach((_, t) => {
        short[i]?.[t]?.forEach((value, k) => {
          expect(long[i]?.[t]?.[k]).toBeCloseTo(value, 5);
        });
      });
  });
});

it.each(['attention_dropout', 'hidden_dropout'] as const)('drops out by %s, in training alone, as the stream says', (place) => {
  const only = { attention_dropout: 0, hidden_dropout: 0, [place]: 0.3 };
  expect(encode(only)).toEqual(encode({ attention_dropout: 0, hidden_dropout: 0 }));
  expect(encode(only, createRng(2))).toEqual(encode(only, createRng(2)));
  expect(encode(only, createRng(2))).not.toEqual(encode(only, createRng(3)));
  expect(encode(only, createRng(2))).not.toEqual(encode(only));
});

it.each([1, 5, 12, 20])('takes any number of heads, %d of a width of 12', (heads) => {
  expect(encode({ heads })[0]?.[0]).toHaveLength(12);
});

it('slows lower layers down', () => {
  const encoder = createEncoder({ ...settings, layers: 3, layer_decay: 0.5 });
  const factors = Object.fromEntries(encoder.weights.map(({ name, rateFactor = 1 }) => [name.split('/')[0], rateFactor]));
  expect(factors).toEqual({ embedding: 0.125, positions: 0.125, 'layer-1': 0.25, 'layer-2': 0.5, 'layer-3': 1, norm: 1 });
  tf.dispose(variablesOf(encoder));
});

it('learns to tell orders apart, and holds no more memory after 1,000 steps than after one', () => {
  // The class is whether a 2 stands before a 3, which no bag of tokens knows.
  const tokens = tf.tensor2d([2, 3, 4, 3, 2, 4, 4, 2, 3, 4, 3, 2, 2, 4, 3, 3, 4, 2], [6, 3], 'int32');
  const targets = tf.cast(tf.oneHot(tf.tensor1d([0, 1, 0, 1, 0, 1], 'int32'), 2), 'float32') as tf.Tensor2D;
  const model = createModel({ ...settings, layers: 1 }, { rows, classes: 2 }, createRng(4));
  const optimizer = createOptimizer(model.weights, settings);
  const variables = variablesOf(model);
  const dropoutRng = createRng(5);
  const step = () =>
    tf.tidy(() => {
      const loss = () => tf.mean(softmaxCrossEntropy(model.logits(tokens, dropoutRng), targets)) as tf.Scalar;
      const { value, grads } = tf.variableGrads(loss, variables);
      optimizer.step(
        variables.map(({ name }) => grads[name] as tf.Tensor),
        0.003,
      );
      return value.dataSync()[0];
    });
  const held = () => ({ tensors: tf.memory().numTensors, buffers: tf.memory().numDataBuffers, ids: tf.backend().numDataIds() });
  step();
  const first = held();
  for (let i = 0; i < 999; i++) step();
  expect(held()).toEqual(first);
  const loss = tf.tidy(() => tf.mean(softmaxCrossEntropy(model.logits(tokens), targets)).dataSync()[0]);
  expect(loss).toBeLessThan(0.05);
  optimizer.dispose();
  tf.dispose(variables);
});
