import { AdamOptimizer } from '../../../src/training/optimizers/adam.js';
import { tf } from '../../../src/training/tf.js';

/** A matrix after three steps of AdamW along made gradients on the current backend, and then its moments. */
export async function adamSteps(): Promise<number[][]> {
  const wave = (from: number) => Float32Array.from({ length: 300 }, (_, i) => Math.sin(from + i));
  const variable = tf.variable(tf.tensor(wave(0), [3, 100]));
  const optimizer = new AdamOptimizer([{ name: 'weights', variable, decayed: true }], {
    beta2: 0.99,
    decay: 0.1,
    decoupled: true,
  });
  for (const step of [1, 2, 3]) tf.tidy(() => optimizer.step([tf.tensor(wave(10 * step), [3, 100])], 0.01));
  const results = await Promise.all([variable, ...optimizer.memory].map(async (tensor) => [...(await tensor.data())]));
  optimizer.dispose();
  variable.dispose();
  return results;
}
