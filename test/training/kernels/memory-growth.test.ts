import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { AdamOptimizer } from '../../../src/training/optimizers/adam.js';
import { tf } from '../../../src/training/tf.js';
import { type SmallModelName, smallModels } from './small-models.js';

const steps = 1000;

beforeAll(() => startBackend('wasm'));

describe('a thousand training steps', () => {
  it.each(Object.keys(smallModels) as SmallModelName[])(
    'of the %s model leave no tensor behind and take no more memory',
    (name) => {
      const model = smallModels[name]();
      const weights = model.weights.map((variable, i) => ({ name: String(i), variable, decayed: true }));
      const optimizer = new AdamOptimizer(weights, { beta2: 0.999, decay: 0.01, decoupled: true });
      const step = () =>
        tf.tidy(() => {
          const { value, grads } = tf.variableGrads(() => model.loss(), [...model.weights]);
          optimizer.step(
            model.weights.map((weight) => grads[weight.name] as tf.Tensor),
            1e-3,
          );
          value.dataSync();
        });
      // Kernels keep scratch memory from their first calls on, and weights that moved once have buffers of their own.
      for (let i = 0; i < 20; i++) step();
      const before = measured();
      for (let i = 0; i < steps; i++) step();
      expect(measured()).toEqual(before);
      optimizer.dispose();
    },
  );
});

/** Tensors, their bytes, and the size of the backend's heap, which never shrinks. */
function measured() {
  const { numTensors, numBytes } = tf.memory();
  const { wasm } = tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
  return { numTensors, numBytes, heap: wasm.HEAPU8.byteLength };
}
