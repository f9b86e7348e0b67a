import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { activations } from '../../../src/training/models/activations.js';
import { variablesOf } from '../../../src/training/models/model.js';
import { createTabularModel, type TabularModel } from '../../../src/training/models/tabular-model.js';
import { tf } from '../../../src/training/tf.js';

beforeAll(async () => {
  await startBackend('wasm');
});

const settings = {
  layers: 2,
  units: 5,
  activation: 'tanh',
  normalization: 'layer',
  dropout: 0,
  input_dropout: 0,
  embedding_size: 3,
} as const;
const shape = { width: 2, numbers: 2, embedded: 2, vectors: 6 };
const batch = {
  size: 3,
  dense: Float32Array.of(0.5, -1, 2, 0.1, -0.3, 0.7),
  ids: Int32Array.of(0, 3, 1, -1, 2, 5),
};

function use<Result>(model: TabularModel, code: (model: TabularModel) => Result): Result {
  try {
    return tf.tidy(() => code(model) as tf.TensorContainer) as Result;
  } finally {
    tf.dispose(variablesOf(model));
  }
}

describe('a model of a table', () => {
  it('names and shapes its weights', () => {
    const shapes = use(createTabularModel(settings, shape, 4, createRng(1)), ({ weights }) =>
      weights.map(({ name, variable }) => `${name} ${variable.shape.join('x')}`),
    );
    expect(shapes).toEqual([
      'embeddings 6x3',
      ...['hidden-1/kernel 8x5', 'hidden-1/scale 5', 'hidden-1/offset 5'],
      ...['hidden-2/kernel 5x5', 'hidden-2/scale 5', 'hidden-2/offset 5'],
      ...['output/kernel 5x4', 'output/bias 4'],
    ]);
    const plain = { ...settings, layers: 0 };
    const linear = use(createTabularModel(plain, { ...shape, embedded: 0, vectors: 0 }, 1, createRng(1)), ({ weights }) =>
      weights.map(({ name, variable }) => `${name} ${variable.shape.join('x')}`),
    );
    expect(linear).toEqual(['output/kernel 2x1', 'output/bias 1']);
  });

  it('puts the vectors of classes beside the numbers, zeros for an unseen class', () => {
    const [inputs, vectors] = use(createTabularModel(settings, shape, 4, createRng(1)), (model) => [
      model.inputs(batch).arraySync(),
      (variablesOf(model)[0] as tf.Variable).arraySync(),
    ]) as [number[][], number[][]];
    const vector = (id: number) => (id === -1 ? [0, 0, 0] : (vectors[id] as number[]));
    [0, 1, 2].forEach((row) => {
      const numbers = [...batch.dense.subarray(2 * row, 2 * row + 2)];
      const [a, b] = batch.ids.subarray(2 * row, 2 * row + 2);
      expect(inputs[row]).toEqual([...numbers, ...vector(a as number), ...vector(b as number)]);
    });
  });

  it('can do without numbers', () => {
    const rows = { ...batch, dense: new Float32Array(0) };
    const outputs = use(
      createTabularModel(settings, { ...shape, width: 0, numbers: 0 }, 4, createRng(1)),
      (model) => model.outputs(model.inputs(rows)).shape,
    );
    expect(outputs).toEqual([3, 4]);
  });

  // Not relu, whose kink finite differences step over.
  it.each(['gelu', 'silu', 'tanh'] as const)('has gradients that agree with finite differences: %s', (activation) => {
    const model = createTabularModel({ ...settings, activation }, shape, 2, createRng(3));
    use(model, () => {
      // Weights of the output that differ, so that every output counts.
      const loss = () => tf.sum(tf.mul(model.outputs(model.inputs(batch)), tf.tensor2d([[1, -2]]))) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, variablesOf(model));
      for (const { name, variable } of model.weights) {
        const gradient = (grads[variable.name] as tf.Tensor).dataSync();
        const values = variable.dataSync().slice() as Float32Array;
        const step = 1e-2;
        const differences = Array.from(values, (value, i) => {
          const at = (moved: number) => {
            const changed = values.slice();
            changed[i] = moved;
            variable.assign(tf.tensor(changed, variable.shape));
            return loss().dataSync()[0] as number;
          };
          return (at(value + step) - at(value - step)) / (2 * step);
        });
        variable.assign(tf.tensor(values, variable.shape));
        const distance = Math.hypot(...differences.map((difference, i) => difference - (gradient[i] as number)));
        expect(distance / Math.hypot(...gradient), name).toBeLessThan(5e-3);
      }
    });
  });

  it('leaves out inputs and features in training, from the stream it is given', () => {
    const model = createTabularModel({ ...settings, input_dropout: 0.5, dropout: 0.5 }, shape, 2, createRng(1));
    use(model, () => {
      const outputs = (seed?: number) => [
        ...model.outputs(model.inputs(batch), seed === undefined ? undefined : createRng(seed)).dataSync(),
      ];
      expect(outputs()).toEqual(outputs());
      expect(outputs(1)).toEqual(outputs(1));
      expect(outputs(1)).not.toEqual(outputs());
      expect(outputs(1)).not.toEqual(outputs(2));
    });
  });
});

describe('activations', () => {
  it.each([
    ['relu', 1.5, 1.5],
    ['relu', -1.5, 0],
    // x times the normal distribution function: scipy.stats.norm.cdf(1.5) = 0.9331927987311419
    ['gelu', 1.5, 1.5 * 0.9331927987311419],
    ['gelu', -1.5, -1.5 * (1 - 0.9331927987311419)],
    ['silu', 1.5, 1.5 / (1 + Math.exp(-1.5))],
    ['tanh', 1.5, Math.tanh(1.5)],
  ] as const)('%s of %d', (name, x, expected) => {
    const got = tf.tidy(() => activations[name](tf.scalar(x)).dataSync()[0]);
    expect(got).toBeCloseTo(expected, 5);
  });
});
