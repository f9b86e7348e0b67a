import { registerCpuFilterGradient } from '../kernels/cpu-filter-gradient.js';
import { registerCpuResizeGradients } from '../kernels/cpu-resize-gradients.js';
import { registerCpuSegmentSum } from '../kernels/cpu-segment-sum.js';
import { tf } from '../tf.js';
import type { ActiveBackend } from './backend.js';

/** Plain JavaScript: runs anywhere, for comparison and as a last resort. */
export async function startCpu(): Promise<ActiveBackend> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new Error('The JavaScript backend of TensorFlow.js did not start');
  registerCpuSegmentSum();
  registerCpuFilterGradient();
  registerCpuResizeGradients();
  return {
    name: 'cpu',
    device: 'plain JavaScript (about 100 times slower than wasm)',
    emulated: false,
    check() {},
    release() {},
  };
}
