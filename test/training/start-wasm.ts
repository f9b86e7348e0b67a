import '@tensorflow/tfjs-backend-wasm';
import type { ActiveBackend } from '../../src/training/backends/backend.js';
import { installTrainingKernels } from '../../src/training/kernels/install.js';
import { tf } from '../../src/training/tf.js';

/** The backend that trains in this process from now on. */
export async function startWasm(): Promise<ActiveBackend> {
  await tf.setBackend('wasm');
  await tf.ready();
  installTrainingKernels();
  return { name: 'wasm', device: 'wasm', emulated: false, check() {} };
}
