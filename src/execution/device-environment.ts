import type { BackendName, Device } from '../core/backend.js';
import { webGpuEnvironment } from './gpu-presence.js';

/**
 * Whether a backend needs a process of its own: libtensorflow is not thread-safe and takes its GPU once a process, and a
 * thread that is terminated inside a WebGPU call takes the whole process with it.
 */
export function runsInChild(backend: BackendName): boolean {
  return backend === 'cuda' || backend === 'webgpu' || backend === 'native';
}

/** Environment variables that tie a child process to its device. */
export function deviceEnvironment(device: Device, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  switch (device.backend) {
    case 'cuda':
      // libtensorflow would take all of the GPU's memory at once.
      return { CUDA_VISIBLE_DEVICES: visibleDevice(device.index, inherited), TF_FORCE_GPU_ALLOW_GROWTH: 'true' };
    case 'native':
      // Slots share the cores between them, so each process computes on one.
      return { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };
    case 'webgpu':
      return webGpuEnvironment();
    default:
      return {};
  }
}

/** The n-th of the devices that the user's own CUDA_VISIBLE_DEVICES leaves. */
function visibleDevice(index: number, inherited: NodeJS.ProcessEnv): string {
  const visible = inherited.CUDA_VISIBLE_DEVICES?.split(',').filter((name) => name !== '');
  return visible?.[index] ?? String(index);
}
