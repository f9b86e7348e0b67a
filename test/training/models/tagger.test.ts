import { beforeAll, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { readLabellingHyperparameters } from '../../../src/training/labelling/labelling-hyperparameters.js';
import { variablesOf } from '../../../src/training/models/model.js';
import { createTagger } from '../../../src/training/models/tagger/index.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

it.each([
  ['lstm', { 'lstm-1': 0.5, 'lstm-2': 1 }],
  ['gru', { 'gru-1': 0.5, 'gru-2': 1 }],
  ['cnn', { 'cnn-1': 0.5, 'cnn-2': 1 }],
  ['transformer', { positions: 0.25, 'layer-1': 0.5, 'layer-2': 1, norm: 1 }],
])('slows the lower layers of a tagger with the encoder %s down', (encoder, layers) => {
  const settings = readLabellingHyperparameters({
    encoder,
    layers: 2,
    layer_decay: 0.5,
    embedding_size: 4,
    units: 4,
    buckets: 64,
  });
  const tagger = createTagger(settings, { rows: 5, tags: ['O', 'B-x', 'I-x'] }, createRng(1));
  const factors = Object.fromEntries(tagger.weights.map(({ name, rateFactor = 1 }) => [name.split('/')[0], rateFactor]));
  const { embedding, output, crf, ...encoded } = factors;
  expect({ embedding, output }).toEqual({ embedding: 0.25, output: 1 });
  expect(encoded).toEqual(layers);
  tf.dispose(variablesOf(tagger));
});
