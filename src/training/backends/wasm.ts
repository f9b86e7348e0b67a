import { installTrainingKernels } from '../kernels/install.js';
import { tf } from '../tf.js';
import type { ActiveBackend } from './backend.js';

/** WebAssembly with our training kernels, on one core: the backend has no threads of its own under Node. */
export async function startWasm(): Promise<ActiveBackend> {
  await import('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend of TensorFlow.js did not start');
  const { fused } = installTrainingKernels();
  return { name: 'wasm', device: fused ? 'wasm (SIMD, FMA)' : 'wasm (SIMD)', emulated: false, check() {}, release() {} };
}
