import { createOptimizer } from '../../../src/training/optimizers/index.js';
import { readTextHyperparameters } from '../../../src/training/text-hyperparameters.js';
import { tf } from '../../../src/training/tf.js';

export const optimizerNames = ['sgd', 'momentum', 'adam', 'adamw'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** A matrix after three steps along made gradients on the current backend, and then what the optimizer remembers. */
export async function optimizerSteps(name: OptimizerName): Promise<number[][]> {
  const wave = (from: number) =>
    tf.tensor(
      Float32Array.from({ length: 300 }, (_, i) => Math.sin(from + i)),
      [3, 100],
    );
  const variable = tf.tidy(() => tf.variable(wave(0)));
  const settings = readTextHyperparameters({ optimizer: name, weight_decay: 0.1 });
  const optimizer = createOptimizer([{ name: 'weights', variable, decayed: true }], settings);
  for (const step of [1, 2, 3]) tf.tidy(() => optimizer.step([wave(10 * step)], 0.01));
  const results = await Promise.all([variable, ...optimizer.memory].map(async (tensor) => [...(await tensor.data())]));
  optimizer.dispose();
  variable.dispose();
  return results;
}
