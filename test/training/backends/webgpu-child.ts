import { setTimeout } from 'node:timers/promises';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { startBackend } from '../../../src/training/backends/index.js';
import { tf } from '../../../src/training/tf.js';
import { lossAndGradients, type SmallModelName, smallModels } from '../kernels/small-models.js';
import { type SmallLossName, smallLosses, weightedLossAndGradient } from '../losses/small-losses.js';
import { optimizerNames, optimizerSteps } from '../optimizers/optimizer-steps.js';

// Computes a step of each small model, and every loss, on WebGPU and sends the numbers to the test that forked it.
const backend = await startBackend('webgpu');
const steps: Record<string, number[][]> = {};
for (const name of Object.keys(smallModels) as SmallModelName[]) steps[name] = await lossAndGradients(name);
const transposed = await Promise.all(
  (['int32', 'bool'] as const).map(async (type) => [
    ...(await tf.transpose(tf.tensor2d([1, 0, 3, 0, 5, 6], [2, 3], type)).data()),
  ]),
);
const losses: Record<string, number[]> = {};
for (const name of Object.keys(smallLosses) as SmallLossName[]) losses[name] = await weightedLossAndGradient(name);
const optimizers: Record<string, number[][]> = {};
for (const name of optimizerNames) optimizers[name] = await optimizerSteps(name);
backend.check();

// Freed tensors leave their buffers in a pool.
const pool = (tf.backend() as WebGPUBackend).bufferManager;
const pooled = [pool.getNumFreeBuffers()];
backend.release();
pooled.push(pool.getNumFreeBuffers());

(tf.backend() as WebGPUBackend).device.destroy();
// The loss is told to whoever waits for it in the event loop.
await setTimeout(50);
const afterLoss = messageOf(backend.check);

process.send?.(
  { device: backend.device, emulated: backend.emulated, steps, losses, transposed, optimizers, pooled, afterLoss },
  () => process.disconnect(),
);

function messageOf(run: () => void): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
