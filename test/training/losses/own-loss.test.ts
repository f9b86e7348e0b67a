import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.js';
import type { Params } from '../../../src/core/trial.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { createLoss } from '../../../src/training/losses/index.js';
import type { Loss } from '../../../src/training/losses/loss.js';
import { readTextHyperparameters } from '../../../src/training/text-hyperparameters.js';
import { tf } from '../../../src/training/tf.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-losses-'));
let written = 0;

beforeAll(async () => {
  await startBackend('wasm');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The loss that a module of this text exports. */
function lossOf(text: string, params: Params = {}, ending = 'mjs'): Promise<Loss> {
  const file = join(folder, `loss-${written++}.${ending}`);
  writeFileSync(file, text);
  return createLoss(
    readTextHyperparameters({ loss: './my-loss.mjs', ...params }),
    { labels: Int32Array.of(0, 0, 0, 1, 2, 2), names: ['a', 'b', 'c'] },
    { urls: { './my-loss.mjs': pathToFileURL(file).href }, params },
  );
}

function builtIn(params: Params): Promise<Loss> {
  return createLoss(
    readTextHyperparameters(params),
    { labels: Int32Array.of(0, 0, 0, 1, 2, 2), names: ['a', 'b', 'c'] },
    { urls: undefined, params },
  );
}

const logits = [
  [0.3, -1.2, 0.8],
  [1.5, 0.2, -0.4],
];
const targets = [
  [0, 0, 1],
  [0, 1, 0],
];

/** The loss and its gradient by the logits. */
function valueAndGradient(loss: Loss): number[] {
  const before = tf.memory().numTensors;
  const numbers = tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((x) => loss(x as tf.Tensor2D, tf.tensor2d(targets)))(tf.tensor2d(logits));
    return [...value.dataSync(), ...grad.dataSync()];
  });
  expect(tf.memory().numTensors).toBe(before);
  return numbers;
}

async function expectSame(own: Promise<Loss>, ours: Promise<Loss>): Promise<void> {
  const expected = valueAndGradient(await ours);
  valueAndGradient(await own).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 6);
  });
}

const eachCrossEntropy =
  'export default (logits, targets, { tf }) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));\n';
const meanCrossEntropy =
  'export default (logits, targets, { tf }) => tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)));\n';
/** What softmax and targets differ by is the gradient of each example's cross-entropy. */
const withGradient = `export default {
  loss: (logits, targets, { tf }) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)),
  gradient: (logits, targets, { tf }) => tf.sub(tf.softmax(logits), targets),
};\n`;
const meanWithGradient = `export default {
  loss: (logits, targets, { tf }) => tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))),
  gradient: (logits, targets, { tf }) => tf.div(tf.sub(tf.softmax(logits), targets), logits.shape[0]),
};\n`;

describe('a loss of the user’s own', () => {
  it.each([
    ['of each example', eachCrossEntropy],
    ['of the batch', meanCrossEntropy],
    ['with its gradient', withGradient],
    ['of the batch with its gradient', meanWithGradient],
  ])('is what it computes: cross-entropy %s', async (_name, text) => {
    await expectSame(lossOf(text), builtIn({ loss: 'cross-entropy' }));
  });

  it.each([
    ['of each example', eachCrossEntropy],
    ['with its gradient', withGradient],
  ])('is weighted by class: cross-entropy %s', async (_name, text) => {
    await expectSame(lossOf(text, { class_weights: 'balanced' }), builtIn({ loss: 'cross-entropy', class_weights: 'balanced' }));
  });

  it('may be written in TypeScript', async () => {
    const text = `export default (logits: any, targets: any, context: { tf: any }): any => {
      const { tf } = context;
      return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
    };`;
    await expectSame(lossOf(text, {}, 'ts'), builtIn({ loss: 'cross-entropy' }));
  });

  it('takes the gradient that is given, not its own', async () => {
    const loss = await lossOf(
      'export default { loss: (logits, targets, { tf }) => tf.sum(logits, 1), gradient: (logits, targets, { tf }) => tf.mul(targets, 4) };',
    );
    // Half of four, as two examples are averaged.
    expect(valueAndGradient(loss).slice(1)).toEqual([0, 0, 2, 0, 2, 0]);
  });

  it('has parameters of its own', async () => {
    const text = 'export default (logits, targets, { tf, params }) => tf.mul(tf.sum(logits, 1), params.loss_scale);';
    const [value] = valueAndGradient(await lossOf(text, { loss_scale: 3 }));
    expect(value).toBeCloseTo((3 * (-0.1 + 1.3)) / 2, 6);
  });

  it.each([
    [
      'no default export',
      'export const loss = 1;',
      /Expected \.\/my-loss\.mjs to export a loss by default, .* got no default export/,
    ],
    ['another default export', 'export default 3;', /got a number/],
    [
      'a loss without its gradient',
      'export default { loss() {} };',
      /or \{ loss, gradient \} of two such functions, got an object with loss/,
    ],
    [
      'a module that cannot be read',
      'export default (',
      /Expected \.\/my-loss\.mjs to be a module that can be loaded, got \w*Error/,
    ],
    ['a number', 'export default () => 1;', /return float32 numbers, one for each of the 2 examples or their mean, got 1$/],
    ['nothing', 'export default () => {};', /got undefined/],
    ['a promise', 'export default async (logits) => logits;', /got a promise \(the function must not be async\)/],
    ['another shape', 'export default (logits) => logits;', /got float32 \[2,3\]/],
    ['whole numbers', 'export default (logits, targets, { tf }) => tf.argMax(logits, 1);', /got int32 \[2\]/],
    [
      'what the logits do not change',
      'export default (logits, targets, { tf }) => tf.sum(targets, 1);',
      /to depend on the logits by operations of `tf`, got a value that does not/,
    ],
    [
      'what cannot be differentiated',
      'export default (logits, targets, { tf }) => tf.sum(tf.topk(logits, 2).values, 1);',
      /that can be differentiated, got from \.\/my-loss\.mjs: .*TopK.* A gradient can be given: export default \{ loss, gradient \}/,
    ],
    [
      'a gradient of another shape',
      'export default { loss: (logits, targets, { tf }) => tf.sum(logits, 1), gradient: (logits, targets, { tf }) => tf.sum(targets, 1) };',
      /gradient of the loss \.\/my-loss\.mjs to be float32 of the shape of the logits, \[2,3\], got float32 \[2\]/,
    ],
  ])('is refused with %s', async (_name, text, message) => {
    const refused = lossOf(text);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it('needs the loss of each example for class weights', async () => {
    await expect(lossOf(meanCrossEntropy, { class_weights: 'balanced' })).rejects.toThrow(
      /return the loss of each example, \[batch\], since `class_weights` weighs them, got their mean/,
    );
  });

  it('is one that the sweep file lists', async () => {
    await expect(builtIn({ loss: './other.js' })).rejects.toThrow('Expected a loss that the sweep file lists, got ./other.js');
  });

  it('throws its own errors as they are', async () => {
    await expect(lossOf('export default () => { throw new RangeError("mine"); };')).rejects.toThrow(new RangeError('mine'));
  });
});
