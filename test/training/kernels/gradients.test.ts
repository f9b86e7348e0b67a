import { beforeAll, expect, it } from 'vitest';
import { tf } from '../../../src/training/tf.js';
import { expectSameOnCpu, gradients, normal, relativeError, startBoth } from './on-backends.js';
import { lossAndGradients, type SmallModel, type SmallModelName, smallModels } from './small-models.js';

beforeAll(startBoth);

const names = Object.keys(smallModels) as SmallModelName[];

it.each(names)('a step of the %s model is the same as on the JavaScript backend', async (name) => {
  await tf.setBackend('cpu');
  const expected = await lossAndGradients(name);
  await tf.setBackend('wasm');
  const got = await lossAndGradients(name);
  expected.forEach((reference, i) => {
    expect(Math.hypot(...reference)).toBeGreaterThan(0);
    expect(relativeError(got[i] as number[], reference)).toBeLessThan(1e-5);
  });
});

const target = () => tf.oneHot(tf.tensor1d([0, 2, 1, 2, 3], 'int32'), 4);
const logProbabilities = (logits: tf.Tensor) => tf.logSoftmax(logits as tf.Tensor2D);

const losses: Record<string, (logits: tf.Tensor) => tf.Tensor> = {
  'cross-entropy': (logits) => tf.losses.softmaxCrossEntropy(target(), logits),
  'label smoothing': (logits) => tf.losses.softmaxCrossEntropy(target(), logits, undefined, 0.1),
  focal: (logits) => {
    const logP = tf.sum(tf.mul(logProbabilities(logits), target()), 1);
    return tf.neg(tf.mean(tf.mul(tf.square(tf.sub(1, tf.exp(logP))), logP)));
  },
  'squared error of probabilities': (logits) => tf.losses.meanSquaredError(target(), tf.softmax(logits)),
  'absolute error': (logits) => tf.losses.absoluteDifference(target(), logits),
  huber: (logits) => tf.losses.huberLoss(target(), logits),
  hinge: (logits) => tf.losses.hingeLoss(target(), logits),
  'sigmoid cross-entropy': (logits) => tf.losses.sigmoidCrossEntropy(target(), logits),
};

it.each(Object.entries(losses))('gradient of the loss: %s', (_name, loss) => {
  expectSameOnCpu(() => gradients(loss, [normal([5, 4], 1)]));
});

const layers: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  'where of a comparison': (x) => tf.where(tf.greater(x, 0), tf.square(x), tf.mul(x, 3)),
  'gelu by erf': (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2)))),
  'layer normalisation': (x) => {
    const { mean, variance } = tf.moments(x, -1, true);
    return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
  },
  attention: (x) => {
    const heads = tf.reshape(x, [2, 4, 3]) as tf.Tensor3D;
    return tf.matMul(tf.softmax(tf.matMul(heads, heads, false, true)), heads);
  },
  'concatenation and slices': (x) => tf.concat([tf.slice(x, [0, 1], [6, 2]), tf.square(x)], 1),
  'maximum over an axis': (x) => tf.max(x, 0),
};

it.each(Object.entries(layers))('gradient through %s', (_name, layer) => {
  expectSameOnCpu(() => gradients(layer, [normal([6, 4], 2)]));
});

/** One step of Adam as the trainer takes it: gradients, then every weight replaced. */
function trainStep(model: SmallModel, moments: readonly (readonly [tf.Tensor, tf.Tensor])[], step: number): number {
  return tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => model.loss(), [...model.weights]);
    model.weights.forEach((variable, i) => {
      const [m, v] = moments[i] as readonly [tf.Tensor, tf.Tensor];
      const inputs = { w: variable, g: grads[variable.name] as tf.Tensor, m, v };
      const attributes = {
        lr: 0.05,
        b1: 0.9,
        b2: 0.999,
        eps: 1e-7,
        c1: 1 / (1 - 0.9 ** step),
        c2: 1 / (1 - 0.999 ** step),
        wd: 0,
      };
      variable.assign(tf.engine().runKernel('AdamUpdate', inputs, attributes) as tf.Tensor);
    });
    return value.dataSync()[0] as number;
  });
}

it.each(names)('training the %s model learns, keeps nothing, and repeats itself to the bit', (name) => {
  const train = () => {
    const model = smallModels[name]();
    const moments = model.weights.map((variable) => [tf.zerosLike(variable), tf.zerosLike(variable)] as const);
    const held: number[] = [];
    const losses = Array.from({ length: 30 }, (_, i) => {
      const loss = trainStep(model, moments, i + 1);
      held.push(tf.memory().numTensors, tf.memory().numDataBuffers);
      return loss;
    });
    expect(held.slice(-2)).toEqual(held.slice(0, 2));
    return losses;
  };
  const losses = train();
  expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 5);
  expect(train()).toEqual(losses);
});
