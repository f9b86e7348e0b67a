import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { clipByGlobalNorm } from '../../../src/training/optimizers/clipping.js';
import { createOptimizer } from '../../../src/training/optimizers/index.js';
import type { Weight } from '../../../src/training/optimizers/optimizer.js';
import { readTextHyperparameters } from '../../../src/training/text-hyperparameters.js';
import { tf } from '../../../src/training/tf.js';

const start = [1, -2, 0.5];
const gradients = [
  [0.1, -0.3, 2],
  [-0.2, 0.4, 1],
  [0.3, 0, -4],
];
const rate = 0.05;

/** The weights after one step for each of `gradients`, by the optimizer under test. */
function trained(
  params: Record<string, string | number>,
  { decayed = true, rateFactor, peak = rate }: { decayed?: boolean; rateFactor?: number; peak?: number } = {},
): number[] {
  const before = tf.memory().numTensors;
  const variable = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const weight: Weight = { name: 'w', variable, decayed, ...(rateFactor !== undefined && { rateFactor }) };
  const optimizer = createOptimizer([weight], readTextHyperparameters(params));
  for (const gradient of gradients) tf.tidy(() => optimizer.step([tf.tensor1d(gradient)], peak));
  const values = [...weight.variable.dataSync()];
  optimizer.dispose();
  weight.variable.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return values;
}

/** The same for each entry alone, by the formula. */
function byFormula(step: (w: number, g: number, number: number) => number): (entry: number) => number {
  return (entry) => gradients.reduce((w, g, i) => step(w, g[entry] as number, i + 1), start[entry] as number);
}

function adam(beta2: number, l2: number, decoupled: number) {
  return (entry: number): number => {
    let m = 0;
    let v = 0;
    return byFormula((w, gradient, t) => {
      const g = gradient + l2 * w;
      m = 0.9 * m + 0.1 * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const mHat = m / (1 - 0.9 ** t);
      const vHat = v / (1 - beta2 ** t);
      return w - rate * (mHat / (Math.sqrt(vHat) + 1e-7) + decoupled * w);
    })(entry);
  };
}

function expectClose(values: readonly number[], expected: (entry: number) => number): void {
  values.forEach((value, entry) => {
    expect(value).toBeCloseTo(expected(entry), 4);
  });
}

beforeAll(async () => {
  await startBackend('wasm');
});

// The wasm backend has the fused kernel, the cpu backend takes the composed operations.
describe.each(['wasm', 'cpu'])('on %s', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend);
  });
  afterAll(async () => {
    await tf.setBackend('wasm');
  });

  it('sgd', () => {
    expectClose(
      trained({ optimizer: 'sgd' }),
      byFormula((w, g) => w - rate * g),
    );
  });

  it('sgd with L2', () => {
    expectClose(
      trained({ optimizer: 'sgd', weight_decay: 0.1 }),
      byFormula((w, g) => w - rate * (g + 0.1 * w)),
    );
  });

  it('momentum', () => {
    expectClose(trained({ optimizer: 'momentum', momentum: 0.8 }), (entry) => {
      let velocity = 0;
      return byFormula((w, g) => {
        velocity = 0.8 * velocity + g;
        return w - rate * velocity;
      })(entry);
    });
  });

  it('adam', () => {
    expectClose(trained({ optimizer: 'adam' }), adam(0.999, 0, 0));
  });

  it('adam with L2 and another beta2', () => {
    expectClose(trained({ optimizer: 'adam', beta2: 0.9, weight_decay: 0.1 }), adam(0.9, 0.1, 0));
  });

  it('adamw', () => {
    expectClose(trained({ optimizer: 'adamw', weight_decay: 0.1 }), adam(0.999, 0, 0.1));
  });

  it.each(['sgd', 'momentum', 'adam', 'adamw'])('%s leaves biases undecayed', (optimizer) => {
    expect(trained({ optimizer, weight_decay: 0.5 }, { decayed: false })).toEqual(trained({ optimizer }, { decayed: false }));
  });

  it.each(['sgd', 'momentum', 'adam', 'adamw'])('%s gives a weight its share of the rate', (optimizer) => {
    const params = { optimizer, weight_decay: 0.1 };
    const half = trained(params, { peak: rate / 2 });
    expectClose(trained(params, { rateFactor: 0.5 }), (entry) => half[entry] as number);
    expect(trained(params, { rateFactor: 0 })).toEqual(start);
  });
});

describe.each(['wasm', 'cpu'])('clipByGlobalNorm on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });
  afterAll(async () => {
    await tf.setBackend('wasm');
  });

  it('scales all gradients down to the common norm', () => {
    const [a, b] = clipByGlobalNorm([tf.tensor1d([3]), tf.tensor1d([0, 4])], 1);
    expect(a?.dataSync()[0]).toBeCloseTo(0.6, 6);
    expect([...(b as tf.Tensor).dataSync()]).toEqual([0, expect.closeTo(0.8, 6)]);
  });

  it('leaves shorter gradients alone', () => {
    const [a] = clipByGlobalNorm([tf.tensor1d([3, 4])], 10);
    expect([...(a as tf.Tensor).dataSync()]).toEqual([3, 4]);
  });

  it('takes any sizes, and holds nothing but what it returns', () => {
    const gradients = [1, 7, 30].map((size, i) => tf.randomNormal([size], 0, 1, 'float32', i + 1));
    const values = gradients.map((gradient) => [...gradient.dataSync()]);
    const norm = Math.hypot(...values.flat());
    const before = { tensors: tf.memory().numTensors, ids: tf.backend().numDataIds() };
    for (const limit of [norm / 3, norm * 3]) {
      const clipped = clipByGlobalNorm(gradients, limit);
      clipped.forEach((gradient, i) => {
        [...gradient.dataSync()].forEach((value, k) => {
          expect(value).toBeCloseTo((values[i]?.[k] as number) * Math.min(limit / norm, 1), 5);
        });
      });
      tf.dispose(clipped);
      expect({ tensors: tf.memory().numTensors, ids: tf.backend().numDataIds() }).toEqual(before);
    }
    tf.dispose(gradients);
  });
});
