import type { ActiveBackend } from './backend.js';
import { loadLibTensorFlow } from './libtensorflow.js';

/** libtensorflow on the CPU. It is not thread-safe: one a process. */
export async function startNative(): Promise<ActiveBackend> {
  // The GPU package serves too, as long as it finds no GPU; libtensorflow reads this when it is loaded.
  process.env.CUDA_VISIBLE_DEVICES = '-1';
  await loadLibTensorFlow(['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']);
  return { name: 'native', device: 'libtensorflow (CPU)', emulated: false, check() {}, release() {} };
}
