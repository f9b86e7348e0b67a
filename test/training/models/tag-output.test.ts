import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { tagsOfTypes } from '../../../src/training/data/tagging/bio.js';
import { createCrfOutput } from '../../../src/training/models/tagger/crf-output.js';
import { createSoftmaxOutput } from '../../../src/training/models/tagger/softmax-output.js';
import type { TagOutput } from '../../../src/training/models/tagger/tag-output.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

const tags = tagsOfTypes(['x']); // O, B-x, I-x
const made: TagOutput[] = [];
afterEach(() => {
  for (const { weights } of made.splice(0)) tf.dispose(weights.map(({ variable }) => variable));
});

function output(create: (tags: readonly string[]) => TagOutput): TagOutput {
  const created = create(tags);
  made.push(created);
  return created;
}

/** Two sentences, of two words and of one. */
const truth = { tags: Int32Array.of(1, 2, 0, 0), lengths: Int32Array.of(2, 1) };

describe('a softmax output', () => {
  it('counts the words, not the padding', () => {
    const { loss } = output(createSoftmaxOutput);
    const scores = tf.tensor3d([0, 0, 0, 0, 0, 0, Math.log(2), 0, 0, 9, 9, 9], [2, 2, 3]);
    expect(loss(scores, truth).dataSync()[0]).toBeCloseTo(2 * Math.log(3) + Math.log(2), 5);
  });

  it('says the best tag of each word', async () => {
    const decode = await output(createSoftmaxOutput).decoder();
    expect([...decode(Float32Array.of(0, 1, 2, 2, 1, 0, 0, 1, 0))]).toEqual([2, 0, 1]);
  });
});

describe('a conditional random field', () => {
  it('shares the probability among the paths that BIO allows', () => {
    const { loss } = output(createCrfOutput);
    // Of two words: O or B first, then three tags after B and two after O. Of one word: O or B.
    expect(loss(tf.zeros([2, 2, 3]), truth).dataSync()[0]).toBeCloseTo(Math.log(5) + Math.log(2), 5);
  });

  it('says the best path that BIO allows', async () => {
    const decode = await output(createCrfOutput).decoder();
    // For itself, each word would be an inside: the first becomes the begin, which costs least.
    expect([...decode(Float32Array.of(0, 1, 5, 0, 1, 5))]).toEqual([1, 2]);
    // Not worth an entity.
    expect([...decode(Float32Array.of(0, -9, 5, 0, -9, 5))]).toEqual([0, 0]);
  });

  it('decodes with what it has learned', async () => {
    const field = output(createCrfOutput);
    const [transitions] = field.weights;
    tf.tidy(() => transitions?.variable.assign(tf.tensor2d([0, 0, 0, -9, 0, 0, 0, 0, 0], [3, 3])));
    const before = tf.memory().numTensors;
    const decode = await field.decoder();
    expect(tf.memory().numTensors).toBe(before);
    // After a begin comes no O any more.
    expect([...decode(Float32Array.of(0, 9, 0, 1, 0, 0))]).toEqual([1, 1]);
  });
});
