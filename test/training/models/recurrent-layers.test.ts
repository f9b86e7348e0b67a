import { beforeAll, expect, it } from 'vitest';
import { createRng, type Rng } from '../../../src/math/rng.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { lstm } from '../../../src/training/kernels/lstm.js';
import { createRecurrentLayers, type RecurrentCell } from '../../../src/training/models/recurrent-layers.js';
import { createSequenceEncoder, type SequenceEncoder } from '../../../src/training/models/sequence-encoder.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

const settings = { embedding_size: 5, units: 3, layers: 2, bidirectional: true, dropout: 0.5, layer_decay: 1 };
const rows = 10;

function createEncoder(cell: RecurrentCell, changed: typeof settings, seed = 1): SequenceEncoder {
  const rng = createRng(seed);
  return createSequenceEncoder(changed, rows, rng, (inputs) => createRecurrentLayers(cell, changed, inputs, rng));
}

/** Token ids of texts of any length; 0 fills them up. */
function batch(texts: readonly number[][], time: number): [tf.Tensor2D, tf.Tensor2D] {
  const ids = texts.map((text) => Array.from({ length: time }, (_, t) => text[t] ?? 0));
  return [tf.tensor2d(ids, [texts.length, time], 'int32'), tf.tensor2d(ids.map((row) => row.map((id) => Math.min(id, 1))))];
}

it('has the weights that its settings say, by name', () => {
  const names = (changes: Partial<typeof settings>) =>
    createEncoder('gru', { ...settings, ...changes }).weights.map(({ name, variable }) => `${name} ${variable.shape}`);
  expect(names({ layers: 1, bidirectional: false })).toEqual([
    'embedding 10,5',
    'gru-1/forward/kernel 5,9',
    'gru-1/forward/recurrent_kernel 3,9',
    'gru-1/forward/bias 2,9',
  ]);
  expect(names({})).toContain('gru-2/backward/kernel 6,9');
  expect(names({})).toHaveLength(1 + 2 * 2 * 3);
});

it('lets only forget gates begin open, and decay spare the biases', () => {
  const { weights } = createEncoder('lstm', { ...settings, layers: 1 });
  const biases = weights.filter(({ name }) => name.endsWith('bias'));
  expect(biases.map(({ variable }) => [...variable.dataSync()])).toEqual(Array(2).fill([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]));
  expect(weights.filter(({ decayed }) => !decayed)).toEqual(biases);
});

it('slows lower layers down', () => {
  const { weights } = createEncoder('lstm', { ...settings, layers: 3, layer_decay: 0.5 });
  const factors = Object.fromEntries(weights.map(({ name, rateFactor = 1 }) => [name.replace(/[^/]*$/, ''), rateFactor]));
  expect(factors).toEqual({
    '': 0.125,
    ...{ 'lstm-1/forward/': 0.25, 'lstm-1/backward/': 0.25 },
    ...{ 'lstm-2/forward/': 0.5, 'lstm-2/backward/': 0.5 },
    ...{ 'lstm-3/forward/': 1, 'lstm-3/backward/': 1 },
  });
});

it('sets the directions side by side, the forward one first', () => {
  const encoder = createEncoder('lstm', { ...settings, layers: 1 });
  const [table, ...sides] = encoder.weights.map(({ variable }) => variable) as [tf.Variable, ...tf.Variable<tf.Rank.R2>[]];
  const [ids, mask] = batch([[3, 1, 4], [2]], 3);
  const x = tf.gather(table, ids) as tf.Tensor3D;
  const side = (first: number, direction: 'forward' | 'backward') => {
    const [kernel, recurrentKernel, bias] = sides.slice(first) as unknown as [tf.Tensor2D, tf.Tensor2D, tf.Tensor];
    return lstm(x, { kernel, recurrentKernel, bias }, mask, direction).arraySync();
  };
  const states = encoder.encode(ids, mask);
  expect(tf.slice(states, [0, 0, 0], [2, 3, 3]).arraySync()).toEqual(side(0, 'forward'));
  expect(tf.slice(states, [0, 0, 3], [2, 3, 3]).arraySync()).toEqual(side(3, 'backward'));
  expect(encoder.width).toBe(6);
});

it('says the same of a text alone and beside longer ones', () => {
  const encoder = createEncoder('gru', settings);
  const [alone] = encoder.encode(...batch([[7, 2]], 2)).arraySync() as [number[][]];
  const [, beside] = encoder.encode(...batch([[1, 2, 3, 4], [7, 2], []], 5)).arraySync() as [number[][], number[][]];
  expect(beside.slice(0, 2)).toEqual(alone);
});

it('drops out between layers, in training only', () => {
  const encode = (layers: number, dropoutRng?: Rng) =>
    createEncoder('lstm', { ...settings, layers })
      .encode(...batch([[3, 1, 4]], 3), dropoutRng)
      .arraySync();
  expect(encode(2, createRng(2))).toEqual(encode(2, createRng(2)));
  expect(encode(2, createRng(2))).not.toEqual(encode(2, createRng(3)));
  expect(encode(2)).not.toEqual(encode(2, createRng(2)));
  expect(encode(1)).toEqual(encode(1, createRng(2)));
});

it('draws the weights from the stream alone', () => {
  const values = (seed: number) => createEncoder('lstm', settings, seed).weights.map(({ variable }) => [...variable.dataSync()]);
  expect(values(4)).toEqual(values(4));
  expect(values(4)).not.toEqual(values(5));
});
